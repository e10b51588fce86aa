using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

public sealed class DeadlineMetricsTests
{
    private static readonly TimeSpan late = TimeSpan.FromHours(5);

    [Fact]
    public async Task A_deadline_is_open_until_it_is_missed_and_then_overdue_with_how_late_it_was_seen()
    {
        await using var program = new TheProgram();
        using var readings = program.Readings();
        var submitted = await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);
        await program.Measure<DeadlineGauges>();
        Assert.Equal((1, 0, 0), Shown());

        Assert.True(DraftId.TryParse(submitted.Text("id"), out var draft));
        var due = DateTimeOffset.Parse(submitted["deadline"]!.Text("dueAt"), null);
        program.Clock.Turn(due + late - program.Clock.GetUtcNow());
        Assert.Equal((1, 0, late.TotalSeconds), Shown());

        await program.Services.GetRequiredService<IGrainFactory>().Draft(draft).CheckDeadline();
        await program.Measure<DeadlineGauges>();
        Assert.Equal((0, 1, 0), Shown());
        Assert.Equal([new("rms.deadlines.seen_after", late.TotalSeconds, "Consideration")], readings.Of("rms.deadlines.seen_after"));

        (double Open, double Overdue, double Lag) Shown() => (Of("open"), Of("overdue"), Of("lag"));
        double Of(string name) => readings.Now($"rms.deadlines.{name}")["10000000"];
    }
}
