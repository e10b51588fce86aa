using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Api.Edge;

/// <summary>How the node stands towards the network.</summary>
public sealed class EdgeSettings
{
    public const string Section = "Edge";

    /// <summary>
    /// Addresses and networks, with commas (<c>10.0.0.5, 10.1.0.0/16</c>), of the proxies that are believed when they say who asks and by
    /// which scheme (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>). Without any, these headers mean nothing.
    /// </summary>
    public string? Proxies { get; set; }

    /// <summary>For how long a browser that came by TLS is told to come by nothing else; zero says nothing of it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "730.00:00:00")]
    public TimeSpan HstsMaxAge { get; set; } = TimeSpan.FromDays(365);
}
