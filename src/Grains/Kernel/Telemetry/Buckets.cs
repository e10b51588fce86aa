using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Kernel;

/// <summary>Bounds of histograms. The SDK's own are made for milliseconds: times in seconds would all fall into its first two.</summary>
internal static class Buckets
{
    /// <summary>Seconds, of what a caller waits for.</summary>
    public static readonly InstrumentAdvice<double> ShortTimes = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Seconds, of what is looked at each minute.</summary>
    public static readonly InstrumentAdvice<double> LongTimes = new()
    {
        HistogramBucketBoundaries = [1, 15, 30, 60, 120, 180, 300, 900, 3600, 21600, 86400],
    };

    public static readonly InstrumentAdvice<int> Batches = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };
}
