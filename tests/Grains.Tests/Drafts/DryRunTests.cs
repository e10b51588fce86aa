using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Drafts;

/// <summary>A command that is only tried: decided on the draft as it stands and as time has changed it, and nothing is written.</summary>
public sealed class DryRunTests : IAsyncLifetime
{
    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task Of_a_first_command_wakes_no_grain_reads_nothing_without_a_key_and_leaves_the_draft_to_come()
    {
        var draft = stage.NewDraft();

        var foreseen = (await TryFirst(draft, Ceramics.Submission, Ceramics.Coordinator)).Value!;

        Assert.Equal((DraftStatus.UnderConsideration, 1, null), (foreseen.Status, foreseen.Version, foreseen.Number));
        Assert.Equal(DeadlineKind.Consideration, foreseen.Deadline!.Kind);
        Assert.Equal((0, 0), (stage.Journal.Reads, await stage.DraftsAwake()));
        Assert.Empty(await stage.Journal.LinesOf(draft));
        Assert.Equal(1, (await stage.Submit(draft)).Value!.Number!.Value.Serial);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_not_what_the_grain_goes_on_from()
    {
        var draft = await stage.ADraft();

        Assert.Equal(DraftStatus.Discarded, (await Try(draft, new Discard("Covered."), Ceramics.Author)).Value!.Status);
        Assert.Equal(DraftStatus.Drafting, (await Try(draft, new Sign(), Ceramics.UnitHead)).Value!.Status);

        Assert.Equal(2, (await stage.Execute(draft, new Sign(), Ceramics.UnitHead)).Value!.Line);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_decided_on_what_another_node_wrote_meanwhile()
    {
        var draft = await stage.ADraft();
        Assert.Equal(RefusalReason.WrongStatus, (await Try(draft, new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)).Refusal!.Reason);
        var other = await GrainStage.Open(stage);
        await using (other)
            Assert.False((await other.Execute(draft, new Sign(), Ceramics.UnitHead)).IsRefused);

        Assert.False((await Try(draft, new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)).IsRefused);
        Assert.Equal(2, (await stage.Journal.LinesOf(draft)).Count);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Finds_a_deadline_missed_that_no_line_says_so_of()
    {
        var draft = stage.NewDraft();
        await stage.Submit(draft);
        // A watch that has just been armed looks by itself; it must have asked before the deadline passes.
        await stage.Deadlines.Looked(1);
        stage.Clock.Turn(TimeSpan.FromDays(30));
        var assign = new AssignExecutor(Ceramics.Executor.Subject, Ceramics.Executor.Name, Ceramics.FcsUnit);

        var foreseen = await Try(draft, assign, Ceramics.FcsCoordinator);
        var stale = await Try(draft, assign, Ceramics.FcsCoordinator, new RequestConditions(SeenLine: 2));

        Assert.False(foreseen.IsRefused, foreseen.Refusal?.Detail.En);
        Assert.Equal(2, (await stage.Journal.LinesOf(draft)).Count);
        Assert.Equal(RefusalReason.Stale, stale.Refusal!.Reason);
        Assert.Equal(RefusalReason.Stale, (await stage.Execute(draft, assign, Ceramics.FcsCoordinator, new RequestConditions(SeenLine: 2))).Refusal!.Reason);
        Assert.Equal(3, (await stage.Journal.LinesOf(draft)).Count);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Under_a_key_is_told_of_what_was_done_and_of_what_was_done_otherwise()
    {
        var draft = stage.NewDraft();
        var key = new RequestConditions(Key: new RequestKey("key-1", "aa"));
        Assert.False((await TryFirst(draft, Ceramics.Submission, Ceramics.Coordinator, key)).Value!.Repeated);
        await stage.Submit(draft, key);

        Assert.True((await TryFirst(draft, Ceramics.Submission, Ceramics.Coordinator, key)).Value!.Repeated);
        var otherwise = await TryFirst(draft, Ceramics.Submission, Ceramics.Coordinator, new RequestConditions(Key: new RequestKey("key-1", "bb")));
        Assert.Equal(RefusalReason.KeyUsedOtherwise, otherwise.Refusal!.Reason);
    }

    private Task<Outcome<DraftReceipt>> Try(DraftId draft, DraftCommand command, Actor actor, RequestConditions? conditions = null) =>
        stage.Grains.Draft(draft).Try(command, actor, conditions ?? RequestConditions.None);

    private Task<Outcome<DraftReceipt>> TryFirst(DraftId draft, DraftCommand first, Actor actor, RequestConditions? conditions = null) =>
        stage.Service<IDryRuns>().Try(draft, first, actor, conditions ?? RequestConditions.None);
}
