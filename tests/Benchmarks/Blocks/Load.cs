using System.Diagnostics;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>How much to send: for a time, or a number of requests by all clients together.</summary>
internal sealed class Load
{
    private readonly TimeSpan time;
    private readonly Stopwatch watch = new();
    private long left;

    private Load(TimeSpan time, long requests) => (this.time, left) = (time, requests);

    public TimeSpan Elapsed => watch.Elapsed;

    public static Load For(TimeSpan time) => new(time, long.MaxValue);

    /// <summary>The time only bounds a run that hangs.</summary>
    public static Load Of(long requests) => new(TimeSpan.FromMinutes(30), requests);

    public void Start() => watch.Start();

    /// <summary>Whether one more request may go out.</summary>
    public bool Next() => watch.Elapsed < time && Interlocked.Decrement(ref left) >= 0;

    public void Stop() => watch.Stop();
}
