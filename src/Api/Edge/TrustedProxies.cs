using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace RmsOrleans.Api.Edge;

/// <summary>Reads who may say on whose behalf it asks.</summary>
internal static class TrustedProxies
{
    public const string Expected = $"{EdgeSettings.Section}:{nameof(EdgeSettings.Proxies)} takes addresses and networks with commas between them, such as 10.0.0.5, 10.1.0.0/16.";

    public static bool AreReadable(EdgeSettings settings) => Texts(settings).All(text => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _));

    public static bool AreNamed(EdgeSettings settings) => Texts(settings).Length > 0;

    /// <summary>The chain is followed from the nearest proxy on, as long as each is a named one.</summary>
    public static void Apply(EdgeSettings settings, ForwardedHeadersOptions options)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = null;
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var text in Texts(settings))
        {
            if (IPAddress.TryParse(text, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(IPNetwork.Parse(text));
        }
    }

    private static string[] Texts(EdgeSettings settings) =>
        (settings.Proxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
