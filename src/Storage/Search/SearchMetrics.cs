using System.Diagnostics.Metrics;

namespace RmsOrleans.Storage.Search;

/// <summary>How far the full-text index is behind the journal; measured by the node that feeds it.</summary>
internal sealed class SearchMetrics
{
    private long behind = -1;

    public SearchMetrics(IMeterFactory meters) => meters.Create(Activities.SourceName).CreateObservableGauge(
        "rms.search.lag", Lag, "s", "Age of the first line that the full-text index has not read; 0 if it has read all.");

    public TimeSpan? Behind => Interlocked.Read(ref behind) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    public void Read(TimeSpan lag) => Interlocked.Exchange(ref behind, Math.Max(0, lag.Ticks));

    public void IsElsewhere() => Interlocked.Exchange(ref behind, -1);

    private IEnumerable<Measurement<double>> Lag() => Behind is { } lag ? [new Measurement<double>(lag.TotalSeconds)] : [];
}
