using System.Numerics;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>Latencies in microseconds, exact to one part in 128: as many steps again for each doubling.</summary>
internal sealed class LatencyHistogram
{
    private const int Steps = 128;

    private readonly long[] counts = new long[Steps * 32];

    public long Count { get; private set; }

    public TimeSpan Max { get; private set; }

    public void Add(TimeSpan latency)
    {
        var microseconds = (uint)Math.Clamp(latency.TotalMicroseconds, 1, uint.MaxValue / 2);
        var doublings = Math.Max(0, BitOperations.Log2(microseconds) - 7);
        counts[doublings * Steps + (int)(microseconds >> doublings)]++;
        Count++;
        if (latency > Max)
            Max = latency;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        Count += other.Count;
        if (other.Max > Max)
            Max = other.Max;
    }

    /// <summary>The latency that this share of the answers kept within.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted && seen > 0)
                return TimeSpan.FromMicroseconds(Value(i));
        }
        return Max;
    }

    private static long Value(int index)
    {
        var doublings = Math.Max(0, index / Steps - 1);
        return (long)(index - doublings * Steps) << doublings;
    }
}
