using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Numbering;

public sealed class NumberSequenceGrainTests : IAsyncLifetime
{
    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory(Timeout = Limits.OneTest)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task A_thousand_at_once_get_a_thousand_numbers_without_a_gap(int batchesAtOnce, bool isShared)
    {
        (stage.Journal.BatchesAtOnce, stage.Journal.IsShared) = (batchesAtOnce, isShared);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => stage.Submit(stage.NewDraft())));

        Assert.Equal(Enumerable.Range(1, 1000).Select(serial => (long)serial), receipts.Select(receipt => receipt.Value!.Number!.Value.Serial).Order());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_arrives_during_a_commit_shares_the_next_one()
    {
        var firstCommit = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        stage.Journal.BeforeCommit = () =>
        {
            reached.TrySetResult();
            return firstCommit.Task;
        };
        var first = stage.Submit(stage.NewDraft());
        await reached.Task;

        var gathered = stage.Gathered(7);
        var others = Enumerable.Range(0, 7).Select(_ => stage.Submit(stage.NewDraft())).ToArray();
        await gathered;
        firstCommit.SetResult();
        await Task.WhenAll(others);

        Assert.Equal([1, 7], stage.Journal.BatchSizes);
        Assert.Equal(1, (await first).Value!.Number!.Value.Serial);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Inside_a_silo_a_storage_that_takes_batches_when_it_is_ready_has_the_next_at_hand_and_it_stays_open()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        stage.Journal.BatchesAtOnce = 2;
        var firstCommit = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        stage.Journal.BeforeCommit = () =>
        {
            reached.TrySetResult();
            return firstCommit.Task;
        };
        var first = stage.Submit(stage.NewDraft());
        await reached.Task;

        var handedIn = stage.Journal.HandedIn(2);
        var second = stage.Submit(stage.NewDraft());
        await handedIn;
        var gathered = stage.Gathered(6);
        var later = Enumerable.Range(0, 6).Select(_ => stage.Submit(stage.NewDraft())).ToArray();
        await gathered;
        firstCommit.SetResult();
        await Task.WhenAll([first, second, .. later]);

        Assert.Equal([1, 7], stage.Journal.BatchSizes);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Authorities_have_sequences_of_their_own()
    {
        await stage.Submit(stage.NewDraft());

        var vladivostok = await stage.Execute(
            stage.NewDraft(), Ceramics.SubmissionOf(Ceramics.Vladivostok), Ceramics.CoordinatorOf(Ceramics.Vladivostok));

        Assert.Equal("00-10702", vladivostok.Value!.Number!.Value.Sequence.Value);
        Assert.Equal(1, vladivostok.Value.Number!.Value.Serial);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task After_a_lost_answer_everyone_gets_the_true_number_and_none_is_doubled(int batchesAtOnce, bool isShared)
    {
        (stage.Journal.BatchesAtOnce, stage.Journal.IsShared) = (batchesAtOnce, isShared);
        stage.Journal.Writes.Enqueue(Write.AnswerLost);

        var submissions = Enumerable.Range(0, 10).Select(_ => stage.Submit(stage.NewDraft())).ToArray();
        await stage.Clock.TurnUntil(Task.WhenAll(submissions));

        var serials = submissions.Select(submission => submission.Result.Value!.Number!.Value.Serial).Order();
        Assert.Equal(Enumerable.Range(1, 10).Select(serial => (long)serial), serials);
        Assert.Equal(10, (await stage.Store.Serials()).Count);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task A_storage_that_stays_away_turns_every_waiting_caller_away(int batchesAtOnce, bool isShared)
    {
        (stage.Journal.BatchesAtOnce, stage.Journal.IsShared) = (batchesAtOnce, isShared);
        for (var i = 0; i < 100; i++)
            stage.Journal.Writes.Enqueue(Write.Lost);

        var submissions = Enumerable.Range(0, 10).Select(_ => stage.Submit(stage.NewDraft())).ToArray();
        await stage.Clock.TurnUntil(Task.WhenAll(submissions));

        Assert.All(submissions, submission => Assert.Equal(RefusalReason.StorageUnavailable, submission.Result.Refusal!.Reason));
        Assert.Empty(await stage.Store.Serials());

        stage.Journal.Writes.Clear();
        Assert.Equal(1, (await stage.Submit(stage.NewDraft())).Value!.Number!.Value.Serial);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Two_activations_of_one_sequence_cost_a_wait_and_no_number()
    {
        var other = await GrainStage.Open(stage);
        await using (other)
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? stage : other).Submit(stage.NewDraft())));

            Assert.Equal(Enumerable.Range(1, 200).Select(serial => (long)serial), await stage.Store.Serials());
        }
    }
}
