using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Silo.Shutdown;

/// <summary>How the program ends when it is told to.</summary>
internal sealed class ShutdownSettings
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How long it says that it is not ready, and still takes requests, before it stops to take any: as long as a load balancer needs to
    /// notice. Zero where there is none.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Notice { get; set; }

    /// <summary>How long it takes at the most to end what is under way; the rest is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(60);
}
