using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Telemetry;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

public sealed class DeadlineMetricsTests : IAsyncLifetime
{
    private static readonly TimeSpan late = TimeSpan.FromHours(5);

    private readonly ConcurrentQueue<(string Name, double Value, object? Of)> measured = [];
    private readonly MeterListener listener = new();
    private TheProgram program = null!;

    public Task InitializeAsync()
    {
        program = new TheProgram();
        var meters = program.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name.StartsWith("rms.deadlines.", StringComparison.Ordinal))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        listener.Dispose();
        await program.DisposeAsync();
    }

    [Fact]
    public async Task A_deadline_is_open_until_it_is_missed_and_then_overdue_with_how_late_it_was_seen()
    {
        var submitted = await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);
        Assert.Equal((1, 0, 0), await Counted());

        Assert.True(DraftId.TryParse(submitted.Text("id"), out var draft));
        var due = DateTimeOffset.Parse(submitted["deadline"]!.Text("dueAt"), null);
        program.Clock.Turn(due + late - program.Clock.GetUtcNow());
        await program.Services.GetRequiredService<IGrainFactory>().Draft(draft).CheckDeadline();

        Assert.Equal((0, 1, 0), await Counted());
        Assert.Equal(("rms.deadlines.seen_after", late.TotalSeconds, "Consideration"), Assert.Single(measured, each => each.Name.EndsWith("seen_after", StringComparison.Ordinal)));
    }

    /// <summary>What the gauges of the FCS show after a count, the same that is made while the program runs.</summary>
    private async Task<(double Open, double Overdue, double Lag)> Counted()
    {
        program.Services.GetRequiredService<DeadlineMetrics>().Counted(await program.Services.GetRequiredService<IDeadlineStore>().Count(default));
        listener.RecordObservableInstruments();
        return (Last("open"), Last("overdue"), Last("lag"));

        double Last(string name) => measured.Last(each => each.Name == $"rms.deadlines.{name}" && each.Of is "10000000").Value;
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Enqueue((instrument.Name, value, tags[0].Value));
}
