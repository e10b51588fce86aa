using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Drafts;

public sealed class DraftGrainTests : IAsyncLifetime
{
    private static readonly RequestConditions key = new(Key: new RequestKey("key-1", "aa"));

    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_submission_is_registered_in_one_step()
    {
        var draft = stage.NewDraft();

        var receipt = Accepted(await stage.Submit(draft));

        Assert.Equal((DraftStatus.UnderConsideration, 1, 2, false), (receipt.Status, receipt.Version, receipt.Line, receipt.Repeated));
        Assert.Equal(
            ["DraftSubmitted", "DraftRegistered"],
            (await stage.Journal.LinesOf(draft)).Select(line => line.Type));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_submission_reads_nothing_before_it_writes()
    {
        await stage.Submit(stage.NewDraft());

        Assert.Equal(0, stage.Journal.Reads);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_same_submission_again_has_the_same_number()
    {
        var draft = stage.NewDraft();
        var first = Accepted(await stage.Submit(draft, key));

        var second = Accepted(await stage.Submit(draft, key));

        Assert.Equal(first with { Repeated = true }, second);
        Assert.Single(await stage.Store.Serials());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Another_submission_with_the_same_key_is_refused()
    {
        var draft = stage.NewDraft();
        await stage.Submit(draft, key);

        Assert.Equal(RefusalReason.KeyUsedOtherwise, Refused(await stage.Submit(draft, new RequestConditions(Key: new RequestKey("key-1", "bb")))));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task No_submission_needs_the_grain_of_its_draft_whether_new_repeated_or_refused()
    {
        var draft = stage.NewDraft();

        await stage.Submit(draft, key);
        await stage.Submit(draft, key);
        await stage.Submit(draft, new RequestConditions(Key: new RequestKey("key-1", "bb")));
        Assert.Equal(0, await stage.DraftsAwake());

        await stage.Execute(draft, new Register(), Ceramics.Coordinator);
        Assert.Equal(1, await stage.DraftsAwake());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Step_by_step_leads_to_the_same_end()
    {
        var draft = await stage.ADraft(
            (new Sign(), Ceramics.UnitHead),
            (new GiveVisa(VisaRole.CoordinationHead), Ceramics.CoordinationHead),
            (new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead),
            (new GiveVisa(VisaRole.UnitHead), Ceramics.OtherUnitHead));

        var receipt = Accepted(await stage.Execute(draft, new Register(), Ceramics.Coordinator));

        Assert.Equal(DraftStatus.UnderConsideration, receipt.Status);
        Assert.Equal(1, receipt.Number!.Value.Serial);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Registering_twice_is_refused_with_the_number()
    {
        var draft = stage.NewDraft();
        var first = Accepted(await stage.Submit(draft));

        var again = (await stage.Execute(draft, new Register(), Ceramics.Coordinator)).Refusal!;

        Assert.Equal((RefusalReason.AlreadyRegistered, first.Number.ToString()), (again.Reason, again.Number));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_another_node_wrote_meanwhile_is_read_and_decided_upon()
    {
        var draft = await stage.ADraft();
        await SignOnAnotherNode(draft);

        var receipt = Accepted(await stage.Execute(draft, new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead));

        Assert.Equal(3, receipt.Line);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_refusal_from_memory_is_checked_against_the_journal()
    {
        var draft = await stage.ADraft();
        Assert.Equal(RefusalReason.WrongStatus, Refused(await stage.Execute(draft, new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead)));

        await SignOnAnotherNode(draft);

        Accepted(await stage.Execute(draft, new GiveVisa(VisaRole.DeputyHead), Ceramics.DeputyHead));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_command_is_not_done_when_the_storage_is_away_and_can_be_given_again()
    {
        var draft = await stage.ADraft();
        stage.Journal.Writes.Enqueue(Write.Lost);

        Assert.Equal(RefusalReason.StorageUnavailable, Refused(await stage.Execute(draft, new Sign(), Ceramics.UnitHead)));
        Assert.Single(await stage.Journal.LinesOf(draft));

        Accepted(await stage.Execute(draft, new Sign(), Ceramics.UnitHead));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_command_whose_answer_was_lost_is_found_done_by_its_key()
    {
        var draft = await stage.ADraft();
        stage.Journal.Writes.Enqueue(Write.AnswerLost);

        Refused(await stage.Execute(draft, new Sign(), Ceramics.UnitHead, key));
        var again = Accepted(await stage.Execute(draft, new Sign(), Ceramics.UnitHead, key));

        Assert.True(again.Repeated);
        Assert.Equal(2, (await stage.Journal.LinesOf(draft)).Count);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_refused_submission_leaves_nothing_behind()
    {
        var draft = stage.NewDraft();

        Assert.Equal(RefusalReason.Forbidden, Refused(await stage.Execute(draft, Ceramics.Submission, Ceramics.Author)));
        Assert.Empty(await stage.Journal.LinesOf(draft));
        Assert.Equal(RefusalReason.NotFound, Refused(await stage.Execute(draft, new Sign(), Ceramics.UnitHead)));
    }

    private async Task SignOnAnotherNode(DraftId draft)
    {
        var other = await GrainStage.Open(stage);
        await using (other)
            Accepted(await other.Execute(draft, new Sign(), Ceramics.UnitHead));
    }

    private static DraftReceipt Accepted(Outcome<DraftReceipt> outcome)
    {
        Assert.False(outcome.IsRefused, outcome.Refusal?.Detail.En);
        return outcome.Value!;
    }

    private static RefusalReason Refused(Outcome<DraftReceipt> outcome)
    {
        Assert.True(outcome.IsRefused);
        return outcome.Refusal.Reason;
    }
}
