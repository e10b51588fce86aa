using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Trials;

public sealed class TrialGrainTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    private static readonly TrialAsker asker = new(Ceramics.Author.Authority, Ceramics.Author.Subject, Ceramics.Author.Name);

    private static readonly TrialQuestion question = new(
        new RiskArea("Tiles", Indicators: [new(IndicatorGroup.Goods, "commodityCode", IndicatorOperator.StartsWith, ["6907"])]),
        "hash", new(2026, 1, 1), new(2026, 3, 31), [], new(2027, 1, 1), new(2027, 3, 31), 3000);

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_all_segments_say_adds_up_and_is_kept()
    {
        await using var stage = await GrainStage.Open();
        var run = await Begin(stage);
        stage.Scans.Pass(10);

        var done = await Ended(stage, run.Id);

        Assert.Equal(TrialStatus.Done, done.Status);
        var result = stage.Trials[run.Id]!.Result!;
        Assert.Equal((7, 1000, 55, 110, 550m), (result.Revision, result.Examined.Declarations, result.Hit.Declarations, result.Hit.Items, result.ValueHit));
        Assert.Equal(["2026-01", "2026-02", "2026-03"], result.Months.Select(month => month.Name));
        Assert.Equal(165, result.Estimate!.Consignments);
        Assert.Equal(10, stage.Scans.Examined.Count);
        Assert.Contains(run.Id, stage.Scans.Forgotten);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Asked_for_again_it_is_the_same_run()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        var run = await Begin(stage);

        var again = await stage.Grains.Trial(run.Id).Begin(question with { ContentHash = "other" }, asker);

        Assert.Equal("hash", again.Question.ContentHash);
        await stage.Grains.Trial(run.Id).Stop();
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task While_it_runs_it_tells_what_was_found_so_far()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        var run = await Begin(stage);
        stage.Scans.Pass(4);

        var partial = run;
        while ((partial.Progress?.Share ?? 0) < 0.4)
            partial = (await stage.Grains.Trial(run.Id).Next(partial.Progress?.Share ?? 0, partial.Status, patience))!;

        Assert.Equal((TrialStatus.Running, 0.4, 400L), (partial.Status, partial.Progress!.Share, partial.Progress.Found.Cells.Sum(cell => cell.Declarations)));
        await stage.Grains.Trial(run.Id).Stop();
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_first_segment_is_told_of_before_the_run_is_compared_and_counts_once()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        var read = new TaskCompletionSource();
        (stage.Scans.LooksAhead, stage.Scans.Others) = (true, read.Task);
        var run = await Begin(stage);

        var seen = run;
        while (seen.Progress?.Ahead is null)
            seen = (await stage.Grains.Trial(run.Id).Next(seen.Progress?.Share ?? 0, seen.Status, patience))!;

        Assert.Equal((0.1, 0, 100L, 1L), (Math.Round(seen.Progress.Share, 6), seen.Progress.Finished.Length, seen.Progress.SoFar.Cells.Sum(cell => cell.Declarations), seen.Progress.SoFar.Cells.Sum(cell => cell.HitDeclarations)));
        Assert.Equal(TrialStatus.Queued, stage.Trials[run.Id]!.Status);
        read.SetResult();
        stage.Scans.Pass(10);
        var done = await Ended(stage, run.Id);
        Assert.Equal((1000L, 55L, 10), (done.Result!.Examined.Declarations, done.Result.Hit.Declarations, stage.Scans.Examined.Count));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_run_whose_others_could_not_be_read_begins_anew()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        stage.Scans.Others = Task.FromException(new StorageUnavailableException());
        var run = await Begin(stage);
        while ((await stage.Grains.Trial(run.Id).Get())!.Status != TrialStatus.Queued)
            await stage.Grains.Trial(run.Id).Next(1, TrialStatus.Running, TimeSpan.FromMilliseconds(20));
        stage.Scans.Others = Task.CompletedTask;
        stage.Scans.Pass(10);
        await stage.Grains.Trial(run.Id).GoOnAfterRestart();

        Assert.Equal(55, (await Ended(stage, run.Id)).Result!.Hit.Declarations);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task After_all_silos_were_gone_it_goes_on_from_its_checkpoint_to_the_same_result()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        var run = await Begin(stage);
        stage.Scans.Pass(6);
        while (stage.Scans.Examined.Count < 6)
            await stage.Grains.Trial(run.Id).Next(1, TrialStatus.Running, TimeSpan.FromMilliseconds(20));
        await using (var second = await GrainStage.Open(shared: stage, silos: 1))
        {
            second.Scans.Pass(10);
            await second.Grains.Trial(run.Id).GoOnAfterRestart();

            var done = await Ended(second, run.Id);

            Assert.Equal(55, done.Result!.Hit.Declarations);
            Assert.Equal(TrialStatus.Done, stage.Trials[run.Id]!.Status);
        }
        Assert.Equal(55, stage.Trials[run.Id]!.Result!.Hit.Declarations);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_segment_whose_part_was_lost_is_examined_again_and_counts_once()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        stage.Scans.Failures.Enqueue(new SiloUnavailableException());
        stage.Scans.Failures.Enqueue(new TimeoutException());
        var run = await Begin(stage);
        stage.Scans.Pass(12);

        var done = await Ended(stage, run.Id);

        Assert.Equal((TrialStatus.Done, 1000L, 55L), (done.Status, done.Result!.Examined.Declarations, done.Result.Hit.Declarations));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_cannot_be_examined_ends_the_run_as_failed()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        stage.Scans.Failures.Enqueue(new InvalidDataException("The segment is damaged."));
        var run = await Begin(stage);
        stage.Scans.Pass(10);

        Assert.Equal(TrialStatus.Failed, (await Ended(stage, run.Id)).Status);
        Assert.Equal(TrialStatus.Failed, stage.Trials[run.Id]!.Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_stop_is_answered_at_once_and_nothing_is_written_after_it()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        var run = await Begin(stage);
        stage.Scans.Pass(3);
        while (stage.Scans.Examined.Count < 3)
            await stage.Grains.Trial(run.Id).Next(1, TrialStatus.Running, TimeSpan.FromMilliseconds(20));

        var stopped = await stage.Grains.Trial(run.Id).Stop();
        var written = stage.Trials.Written.Count;
        stage.Scans.Pass(20);

        Assert.Equal(TrialStatus.Stopped, stopped!.Status);
        Assert.Equal(TrialStatus.Stopped, (await stage.Grains.Trial(run.Id).Stop())!.Status);
        Assert.Equal(TrialStatus.Stopped, stage.Trials[run.Id]!.Status);
        Assert.Null(stage.Trials[run.Id]!.Result);
        Assert.Equal(written, stage.Trials.Written.Count);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_run_that_could_not_be_stopped_since_the_storage_was_away_goes_on()
    {
        await using var stage = await GrainStage.Open(silos: 1);
        var run = await Begin(stage);
        stage.Trials.IsAway = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => stage.Grains.Trial(run.Id).Stop());
        stage.Trials.IsAway = false;
        stage.Scans.Pass(20);

        Assert.Equal(TrialStatus.Done, (await Ended(stage, run.Id)).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Where_nothing_is_loaded_there_is_nothing_to_find()
    {
        await using var stage = await GrainStage.Open(silos: 1, segments: 0);
        var run = await Begin(stage);

        var done = await Ended(stage, run.Id);

        Assert.Equal((TrialStatus.Done, 0L), (done.Status, done.Result!.Examined.Declarations));
        Assert.Null(done.Result.Estimate);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task There_is_no_run_that_nobody_asked_for()
    {
        await using var stage = await GrainStage.Open(silos: 1);

        Assert.Null(await stage.Grains.Trial(TrialId.New()).Get());
        Assert.Null(await stage.Grains.Trial(TrialId.New()).Stop());
    }

    private static Task<TrialRun> Begin(GrainStage stage) => stage.Grains.Trial(TrialId.New()).Begin(question, asker);

    private static async Task<TrialRun> Ended(GrainStage stage, TrialId id)
    {
        var run = (await stage.Grains.Trial(id).Get())!;
        while (!run.Status.HasEnded())
            run = (await stage.Grains.Trial(id).Next(run.Progress?.Share ?? 0, run.Status, patience))!;
        return run;
    }
}
