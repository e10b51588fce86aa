using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RmsOrleans.Tests;

/// <summary>What the instruments of some services measure while this listens.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Reading> taken = [];

    public Readings(params IMeterFactory[] meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (meters.Contains(instrument.Meter.Scope))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What was counted or recorded by this name so far, the oldest first.</summary>
    public IReadOnlyList<Reading> Of(string name) => [.. taken.Where(reading => reading.Name == name)];

    /// <summary>What the gauge shows now: value by the value of its tag, which is empty if it has none.</summary>
    public Dictionary<string, double> Now(string gauge)
    {
        var before = Of(gauge).Count;
        listener.RecordObservableInstruments();
        return Of(gauge).Skip(before).ToDictionary(reading => reading.Tag ?? "", reading => reading.Value);
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        taken.Enqueue(new Reading(instrument.Name, value, tags.IsEmpty ? null : tags[0].Value?.ToString()));
}

/// <param name="Tag">The value of the first tag.</param>
internal sealed record Reading(string Name, double Value, string? Tag);
