using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests;

public sealed class TelemetryTests : IAsyncLifetime
{
    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_number_tells_how_long_it_was_waited_for_and_the_batch_tells_of_its_commit()
    {
        using var readings = stage.Readings();
        stage.Journal.BeforeCommit = () =>
        {
            stage.Clock.Turn(TimeSpan.FromSeconds(3));
            return Task.CompletedTask;
        };

        await stage.Submit(stage.NewDraft());

        Assert.Equal([3], readings.Of("rms.registration.allocation_time").Select(reading => reading.Value));
        Assert.Equal([3], readings.Of("rms.registration.commit_time").Select(reading => reading.Value));
        Assert.Equal([1], readings.Of("rms.registrations").Select(reading => reading.Value));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_decision_on_a_draft_that_another_node_has_moved_on_counts_as_a_conflict()
    {
        var draft = await stage.ADraft();
        await using var other = await GrainStage.Open(stage);
        using var readings = stage.Readings();
        await other.Execute(draft, new Sign(), Ceramics.UnitHead);

        var outcome = await stage.Execute(draft, new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead);

        Assert.False(outcome.IsRefused, outcome.Refusal?.Detail.En);
        Assert.Equal([new("rms.conflicts", 1, "draft")], readings.Of("rms.conflicts"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_submission_that_is_sent_again_is_no_conflict()
    {
        using var readings = stage.Readings();
        var (draft, conditions) = (stage.NewDraft(), new RequestConditions(Key: new RequestKey("key-1", "aa")));
        await stage.Submit(draft, conditions);
        await stage.Submit(draft, conditions);

        Assert.Empty(readings.Of("rms.conflicts"));
    }
}
