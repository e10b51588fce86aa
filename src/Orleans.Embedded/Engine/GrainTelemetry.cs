using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Embedded;

/// <summary>Spans and metrics of grain calls, by the names that Orleans gives them.</summary>
internal sealed class GrainTelemetry : IDisposable
{
    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application");

    private readonly Meter _meter;
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _timedOut;

    /// <summary>The bounds of Orleans, in milliseconds.</summary>
    private static readonly InstrumentAdvice<double> Latencies = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1_000, 1_500, 2_000, 5_000, 10_000, 15_000],
    };

    public GrainTelemetry(GrainClasses classes, IMeterFactory? meters)
    {
        _meter = meters?.Create("Microsoft.Orleans") ?? new Meter("Microsoft.Orleans");
        _latency = _meter.CreateHistogram("orleans-app-requests-latency", "ms", advice: Latencies);
        _timedOut = _meter.CreateCounter<long>("orleans-app-requests-timedout");
        _meter.CreateObservableGauge("orleans-catalog-activations", () => classes.All.Sum(grainClass => grainClass.Activations.Count));
        _meter.CreateObservableUpDownCounter("orleans-grains", () => classes.All.Select(grainClass =>
            new Measurement<int>(grainClass.Activations.Count, new KeyValuePair<string, object?>("type", grainClass.TypeName))));
    }

    /// <summary>One span for a call, from sending to answer; null when nobody listens. Keys are in it, arguments are not.</summary>
    public static Activity? StartSpan(string name, string interfaceName, string method, GrainClass grainClass, string key)
    {
        if (!Source.HasListeners() || Source.StartActivity(name) is not { } span)
            return null;
        span.SetTag("rpc.system", "orleans");
        span.SetTag("rpc.service", interfaceName);
        span.SetTag("rpc.method", method);
        if (span.IsAllDataRequested)
            span.SetTag("rpc.orleans.target_id", $"{grainClass.TypeName}/{key}");
        return span;
    }

    public static void EndSpan(Activity span, Exception? failure)
    {
        if (failure is not null && span.IsAllDataRequested)
        {
            span.SetStatus(ActivityStatusCode.Error);
            span.SetTag("exception.type", failure.GetType().FullName);
        }

        span.Stop();
    }

    public void CallEnded(TimeSpan duration)
    {
        if (_latency.Enabled)
            _latency.Record(duration.TotalMilliseconds);
    }

    public void CallsTimedOut(int count)
    {
        if (count > 0)
            _timedOut.Add(count);
    }

    public void Dispose() => _meter.Dispose();
}
