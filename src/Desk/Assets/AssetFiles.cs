using System.Collections.Frozen;
using System.Security.Cryptography;
using RmsOrleans.Desk.Pages;

namespace RmsOrleans.Desk.Assets;

/// <summary>The style sheet, the script and the icon. Their names change with what they say, so browsers keep them for good.</summary>
internal static class AssetFiles
{
    private static readonly FrozenDictionary<string, Asset> byName = new[] { Load("desk", "css", "text/css"), Load("desk", "js", "text/javascript"), Load("icon", "svg", "image/svg+xml") }
        .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    public static string Style { get; } = Place("css");

    public static string Script { get; } = Place("js");

    public static string Icon { get; } = Place("svg");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", (string name, HttpContext context) => Send(name, context));

    private static Task Send(string name, HttpContext context)
    {
        if (!byName.TryGetValue(name, out var asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        context.Response.ContentType = $"{asset.Type}; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted).AsTask();
    }

    private static string Place(string extension) =>
        $"{Places.Prefix}/assets/{byName.Keys.Single(name => name.EndsWith($".{extension}", StringComparison.Ordinal))}";

    private static Asset Load(string name, string extension, string type)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream($"Assets/{name}.{extension}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset($"{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..10]}.{extension}", type, bytes);
    }

    private sealed record Asset(string Name, string Type, byte[] Bytes);
}
