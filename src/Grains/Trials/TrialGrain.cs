using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Trials;

/// <summary>
/// A trial run: what was asked, how far it has come, and what came out. It never examines itself: it hands segments to its parts, adds up what they find, and keeps a
/// checkpoint, from which it goes on wherever it is next activated.
/// </summary>
[Reentrant]
internal sealed class TrialGrain(
    ITrialStore store,
    ITrialScans scans,
    TrialMetrics metrics,
    IReferenceData reference,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<TrialGrain> log) : Grain, ITrialGrain, IRemindable
{
    private const string Reminder = "go-on";
    private const int Parts = 4;
    private const int MostAttempts = 20;

    private static readonly TimeSpan reminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan checkpointPeriod = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource end = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TrialRun? run;
    private Task work = Task.CompletedTask;
    private long checkpointAt;

    private TrialId Id => this.TrialId();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        run = await store.Find(Id, cancellationToken);
        GoOn();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await end.CancelAsync();
        await work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public async Task<TrialRun> Begin(TrialQuestion question, TrialAsker by)
    {
        if (run is not null)
            return run;
        var asked = TrialRun.Ask(Id, question, by, clock.GetUtcNow());
        await store.Add(asked, CancellationToken.None);
        run ??= asked;
        await this.RegisterOrUpdateReminder(Reminder, reminderPeriod, reminderPeriod);
        GoOn();
        return run;
    }

    public Task<TrialRun?> Get() => Task.FromResult(run);

    public async Task<TrialRun?> Next(double share, TrialStatus status, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (run is { } now && now.Status == status && !now.Status.HasEnded() && (now.Progress?.Share ?? 0) <= share && Stopwatch.GetElapsedTime(began) is var waited && waited < patience)
        {
            await Task.WhenAny(changed.Task, Task.Delay(patience - waited));
        }
        return run;
    }

    public async Task<TrialRun?> Stop()
    {
        if (run is null || run.Status.HasEnded())
            return run;

        // From now on nothing is added to what is written here. That what is being examined is let go of, on this silo and others, nobody needs to wait for.
        var letGo = end.CancelAsync();
        var stopped = run.End(TrialStatus.Stopped, clock.GetUtcNow());
        try
        {
            await store.End(stopped, CancellationToken.None);
        }
        catch
        {
            // It is not known to be stopped: the next activation goes by what is stored.
            DeactivateOnIdle();
            throw;
        }
        Change(stopped);
        metrics.Ended(stopped);
        _ = ForgetLater(letGo);
        return run;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (run is null || run.Status.HasEnded())
            await Forget();
        else
            GoOn();
    }

    public Task GoOnAfterRestart()
    {
        GoOn();
        return Task.CompletedTask;
    }

    private void GoOn()
    {
        if (run is null || run.Status.HasEnded() || !work.IsCompleted)
            return;
        work = Work(end.Token);
    }

    /// <summary>Goes on until all is examined; when the storage is away the reminder begins it again.</summary>
    private async Task Work(CancellationToken stop)
    {
        DelayDeactivation(TimeSpan.FromHours(1));
        using var span = Activities.StartTrial($"{Id}");
        try
        {
            if (run!.Status == TrialStatus.Queued)
            {
                await Snapshot(stop);
                if (stop.IsCancellationRequested)
                    return;
                await Checkpoint(stop);
            }
            var waiting = new Queue<TrialSegment>(run.Progress!.Remaining);
            await Task.WhenAll(Enumerable.Range(0, Parts).Select(part => Examine(part, waiting, stop)));
            if (stop.IsCancellationRequested || run.Status.HasEnded())
                return;
            var now = clock.GetUtcNow();
            var done = run.Finish(now, new(reference.Current, MoscowDays.Of(now)));
            await store.End(done, stop);
            Change(done);
            metrics.Ended(done);
            await Forget();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped, or it goes on elsewhere.
        }
        catch (StorageUnavailableException)
        {
            log.StorageAway(Id);
        }
        catch (Exception failure)
        {
            log.Failed(failure, Id);
            await Fail(stop);
        }
        finally
        {
            DelayDeactivation(TimeSpan.Zero);
            Tell(span);
        }
    }

    /// <summary>
    /// Begins as soon as it is known what there is to examine: what the run is compared with is read meanwhile. Only when that is kept the run is stored as begun; where the silo dies before, it begins anew.
    /// </summary>
    private async Task Snapshot(CancellationToken stop)
    {
        var known = new TaskCompletionSource<TrialSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taking = scans.Snapshot(Id, run!.Question, known.SetResult, stop);
        if (await Task.WhenAny(known.Task, taking) == known.Task && !stop.IsCancellationRequested)
        {
            var snapshot = await known.Task;
            Change(run!.Begin(snapshot));
            if (!snapshot.Segments.IsEmpty && run!.Question.Suggest is null)
                _ = LookAhead(snapshot.Segments[0], stop);
        }
        try
        {
            var taken = await taking;
            if (!stop.IsCancellationRequested)
                Change(run!.Begin(taken));
        }
        catch
        {
            run = run!.Unbegin();
            throw;
        }
    }

    /// <summary>Of the first segment something is told before it is compared with what may be thousands. Where that fails nothing is lost: it is examined with the others.</summary>
    private async Task LookAhead(TrialSegment segment, CancellationToken stop)
    {
        try
        {
            var found = await GrainFactory.TrialPart(Id, 0).Look(Id, run!.Question, segment, stop);
            if (!stop.IsCancellationRequested)
                Change(run!.Seen(segment.Id, found));
        }
        catch (Exception failure)
        {
            log.NotSeenAhead(failure, Id);
        }
    }

    private void Tell(Activity? span)
    {
        if (span is not { IsAllDataRequested: true } || run is null)
            return;
        span.SetTag(CommandTags.Outcome, run.Status.HasEnded() ? TrialMetrics.OutcomeOf(run.Status) : "left");
        if (run.Progress is { } progress)
        {
            span.SetTag("rms.segments", progress.Finished.Length).SetTag("rms.declarations", progress.Found.Cells.Sum(cell => cell.Declarations))
                .SetTag("rms.hits", progress.Found.Cells.Sum(cell => cell.HitDeclarations));
        }
        if (run.Status == TrialStatus.Failed)
            span.SetStatus(ActivityStatusCode.Error);
    }

    private async Task Fail(CancellationToken stop)
    {
        try
        {
            var failed = run!.End(TrialStatus.Failed, clock.GetUtcNow());
            await store.End(failed, stop);
            Change(failed);
            metrics.Ended(failed);
            await Forget();
        }
        catch (StorageUnavailableException)
        {
            log.StorageAway(Id);
        }
    }

    /// <summary>One part of the work: segment after segment, as long as there is one.</summary>
    private async Task Examine(int place, Queue<TrialSegment> waiting, CancellationToken stop)
    {
        var part = GrainFactory.TrialPart(Id, place);
        for (var failures = 0; waiting.TryDequeue(out var segment) && !stop.IsCancellationRequested;)
        {
            try
            {
                var found = await part.Examine(segment, stop);
                if (found is null)
                {
                    await part.Prepare(Id, run!.Question);
                    found = await part.Examine(segment, stop);
                }
                if (stop.IsCancellationRequested || found is null)
                    return;
                Change(run!.Examined(segment.Id, found));
                failures = 0;
            }
            catch (Exception lost) when (!stop.IsCancellationRequested && lost is OrleansException or TimeoutException && ++failures < MostAttempts)
            {
                // Its silo is gone or too busy to answer: another activation takes the segment up.
                waiting.Enqueue(segment);
                log.PartLost(lost, Id, place);
                await Task.Delay(pause, stop);
            }
            if (run!.Question.Suggest is null && Stopwatch.GetElapsedTime(checkpointAt) >= checkpointPeriod)
                await Checkpoint(stop);
        }
    }

    private async Task Checkpoint(CancellationToken stop)
    {
        checkpointAt = Stopwatch.GetTimestamp();
        await store.Checkpoint(run!, stop);
    }

    private void Change(TrialRun next)
    {
        run = next;
        var waiting = changed;
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }

    /// <summary>Whoever stops a run need not wait for what is cleared away. Where that fails, the reminder has stayed, and clears it when it comes.</summary>
    private async Task ForgetLater(Task letGo)
    {
        await Task.Yield();
        try
        {
            await letGo;
            await Forget();
        }
        catch (Exception failure)
        {
            log.NotCleared(failure, Id);
        }
    }

    /// <summary>Nothing of an ended run is needed but its row.</summary>
    private async Task Forget()
    {
        scans.Forget(Id);
        if (await this.GetReminder(Reminder) is { } known)
            await this.UnregisterReminder(known);
    }
}

/// <summary>One trial run.</summary>
[Alias("trial")]
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Stores what is asked, and begins. Asked again it answers how the run stands.</summary>
    [Alias("begin")]
    Task<TrialRun> Begin(TrialQuestion question, TrialAsker by);

    /// <summary>Null if there is no such run.</summary>
    [Alias("get")]
    Task<TrialRun?> Get();

    /// <summary>The same, as soon as more than that share is done or it has another status, and at the latest after so long.</summary>
    [Alias("next")]
    Task<TrialRun?> Next(double share, TrialStatus status, TimeSpan patience);

    /// <summary>Ends it without a result, unless it has ended.</summary>
    [Alias("stop")]
    Task<TrialRun?> Stop();

    /// <summary>That it is activated is enough: a run that has not ended goes on.</summary>
    [Alias("go-on")]
    Task GoOnAfterRestart();
}

/// <summary>Log events of trial runs, with stable ids.</summary>
internal static partial class TrialLog
{
    [LoggerMessage(1030, LogLevel.Warning, "The trial run {Run} waits, since the storage is away; it goes on within a minute.")]
    public static partial void StorageAway(this ILogger log, TrialId run);

    [LoggerMessage(1031, LogLevel.Error, "The trial run {Run} could not be finished.")]
    public static partial void Failed(this ILogger log, Exception exception, TrialId run);

    [LoggerMessage(1032, LogLevel.Information, "Part {Part} of the trial run {Run} was lost; its segment is examined again.")]
    public static partial void PartLost(this ILogger log, Exception exception, TrialId run, int part);

    [LoggerMessage(1592, LogLevel.Debug, "The trial run {Run} was not looked at ahead; its first counts come with its first segment.")]
    public static partial void NotSeenAhead(this ILogger log, Exception exception, TrialId run);

    [LoggerMessage(1033, LogLevel.Warning, "What the stopped trial run {Run} leaves could not be cleared away; its reminder does it.")]
    public static partial void NotCleared(this ILogger log, Exception exception, TrialId run);
}
