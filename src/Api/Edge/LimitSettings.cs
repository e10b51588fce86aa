using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Api.Edge;

/// <summary>What one client, and all of them together, may take of a node.</summary>
public sealed class LimitSettings
{
    public const string Section = "Limits";

    /// <summary>All headers of a request; a token has half a KB, and proxies add to it.</summary>
    [Range(4 * 1024, 1024 * 1024)]
    public int HeaderBytes { get; set; } = 16 * 1024;

    [Range(20, 1000)]
    public int Headers { get; set; } = 100;

    [Range(1024, 64 * 1024)]
    public int RequestLineBytes { get; set; } = 8 * 1024;

    /// <summary>How long the headers of a request may take to arrive.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeaderTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a body may take to arrive. Lines are worked on as they come, so for them only the rate counts.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan BodyTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How fast a body must arrive at least, and an answer be taken, after the first five seconds.</summary>
    [Range(1, 1_000_000)]
    public int BytesPerSecond { get; set; } = 240;

    /// <summary>How long a connection may be idle between two requests.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(130);

    /// <summary>Open connections; one more is closed at once.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; set; } = 10_000;

    /// <summary>Requests in hand at once, without streams of events and questions about health; one more is answered 503.</summary>
    [Range(1, 1_000_000)]
    public int Requests { get; set; } = 2_000;

    /// <summary>Streams of events open at once; one more is answered 503.</summary>
    [Range(1, 1_000_000)]
    public int Streams { get; set; } = 1_000;

    /// <summary>Of these, how many one person or program may have; one more is answered 429.</summary>
    [Range(1, 1_000_000)]
    public int StreamsPerCaller { get; set; } = 50;

    /// <summary>
    /// What bodies beyond 64 KB may hold together while they are in hand; a batch counts as the largest body. What goes beyond it is
    /// answered 503.
    /// </summary>
    [Range(4, 64 * 1024)]
    public int BodyMegabytes { get; set; } = 256;
}
