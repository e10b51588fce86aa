using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>What a member of a batch is answered.</summary>
internal interface IBatchAnswer<TSelf>
{
    RegistrationEnd End { get; }

    FailedWrite? Write { get; }

    static abstract TSelf Of(RegistrationEnd end, FailedWrite? write = null);
}

/// <summary>Commits a batch under the locks of its sequences' rows, which are the truth: no number is kept in memory.</summary>
internal sealed class BatchCommits(
    IOptions<NumberingSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, NumberingMetrics metrics, ILogger<BatchCommits> log)
{
    /// <summary>One answer for each member, in its order; the same for all if the storage stays away.</summary>
    /// <param name="write">Asks for the members when the storage is ready for them.</param>
    /// <param name="committed">Is told the answers, and how long the storage took for them.</param>
    public async Task<ImmutableArray<TAnswer>> Commit<TRequest, TAnswer>(
        SequenceKey sequence,
        IBatch<TRequest> batch,
        Func<Func<ImmutableArray<TRequest>>, Task<ImmutableArray<TAnswer>>> write,
        Action<ImmutableArray<TAnswer>, TimeSpan>? committed = null)
        where TAnswer : IBatchAnswer<TAnswer>
    {
        using var commit = new BatchCommit<TRequest>(sequence, batch, clock);
        try
        {
            var answers = await UntilAnswered(() => write(commit.Begin));
            committed?.Invoke(answers, commit.Took);
            return answers;
        }
        catch (StorageUnavailableException away)
        {
            commit.Fails(away);
            log.StorageUnavailableTooLong(away, sequence, batch.Members.Length);
            var answer = TAnswer.Of(RegistrationEnd.StorageUnavailable, new FailedWrite(TimeSpan.Zero, commit.Lasted, away.Write?.Cause));
            return [.. batch.Members.Select(_ => answer)];
        }
        catch (Exception surprise)
        {
            commit.Fails(surprise);
            log.RegistrationFailed(surprise, sequence, batch.Members.Length);
            return [.. batch.Members.Select(_ => TAnswer.Of(RegistrationEnd.Failed))];
        }
    }

    /// <summary>
    /// No answer is given from memory. The same batch is handed in again: it takes the locks of its sequences, so the lost transaction has
    /// ended, and members that it did write are seen to have moved on. Past the limit the last <see cref="StorageUnavailableException"/> goes on.
    /// </summary>
    private async Task<T> UntilAnswered<T>(Func<Task<T>> commit)
    {
        var started = clock.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause *= 2)
        {
            try
            {
                return await commit();
            }
            catch (StorageUnavailableException) when (clock.GetElapsedTime(started) + pause < settings.Value.StorageAwayLimit)
            {
                metrics.StorageAway();
                await Task.Delay(pause, clock);
            }
        }
    }

    /// <summary>From when the storage begins with a batch until it has answered.</summary>
    private sealed class BatchCommit<TRequest>(SequenceKey sequence, IBatch<TRequest> batch, TimeProvider clock) : IDisposable
    {
        private readonly long handedIn = clock.GetTimestamp();
        private long? begun;
        private Activity? span;

        public TimeSpan Took => begun is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;

        /// <summary>The same, also where the storage did not come to begin.</summary>
        public TimeSpan Lasted => clock.GetElapsedTime(begun ?? handedIn);

        public ImmutableArray<TRequest> Begin()
        {
            begun ??= clock.GetTimestamp();
            Activity.Current = span ?? batch.Lead; // tried again, it goes on below its span
            span ??= Activities.StartRegistering(sequence.Value, batch.Members.Length, batch.Callers);
            return batch.Members;
        }

        /// <summary>What is logged of it stands in the trace of the batch.</summary>
        public void Fails(Exception failure)
        {
            span?.Fails(failure);
            Activity.Current = batch.Lead;
        }

        public void Dispose() => span?.Dispose();
    }
}

/// <summary>
/// Registrations that wait in a silo for the next call, not more than a limit. What comes while a call is under way goes with the next.
/// </summary>
internal sealed class RegistrationQueue<TRequest, TAnswer> where TAnswer : IBatchAnswer<TAnswer>
{
    private readonly Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> register;
    private readonly NumberingMetrics? metrics;
    private readonly TimeProvider clock;
    private readonly int mostWaiting;
    private readonly BatchQueue<TRequest, TAnswer> waiting;

    /// <param name="register">One answer for each member, in its order.</param>
    /// <param name="metrics">Where registrations are counted; null for what is none.</param>
    public RegistrationQueue(
        Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> register,
        int callsAtOnce,
        NumberingSettings settings,
        NumberingMetrics? metrics,
        TimeProvider clock)
    {
        (this.register, this.metrics, this.clock) = (register, metrics, clock);
        mostWaiting = settings.QueueLimit;
        waiting = new(settings.BatchLimit, callsAtOnce, Call, metrics is null ? null : metrics.Queued);
    }

    /// <summary>Answers when the number is committed, or when it is known that it cannot be now, and counts it.</summary>
    public async Task<TAnswer> Register(TRequest request)
    {
        var asked = clock.GetTimestamp();
        var answer = await Add(request);
        var waited = clock.GetElapsedTime(asked);
        if (answer.End == RegistrationEnd.StorageUnavailable)
            return TAnswer.Of(answer.End, answer.Write?.After(waited) ?? FailedWrite.TurnedAway(waited));
        if (answer.End == RegistrationEnd.Registered)
            metrics?.Allocated(waited);
        return answer;
    }

    /// <summary>The same for another silo, which counts it.</summary>
    public Task<TAnswer> Add(TRequest request) => waiting.Length < mostWaiting
        ? waiting.Add(request)
        : Task.FromResult(TAnswer.Of(RegistrationEnd.StorageUnavailable, FailedWrite.TurnedAway(TimeSpan.Zero)));

    private async Task<ImmutableArray<TAnswer>> Call(IBatch<TRequest> batch)
    {
        var answers = await register(batch);

        // Those who came meanwhile would only wait as long again for the same answer.
        if (!answers.IsEmpty && answers.All(answer => answer.End == RegistrationEnd.StorageUnavailable))
            waiting.AnswerAll(TAnswer.Of(RegistrationEnd.StorageUnavailable));
        return answers;
    }
}

/// <summary>How it ended for one who asked for a number.</summary>
internal enum RegistrationEnd
{
    /// <summary>The number and the line that has it are committed; the head says which.</summary>
    Registered,

    /// <summary>The draft no longer stands where the decision was taken: fold again and decide again.</summary>
    MovedOn,

    /// <summary>The storage is away, or the line is too long; nothing is known to be done.</summary>
    StorageUnavailable,

    /// <summary>The database refused this one member (a bug); the others of its batch went through.</summary>
    Failed,
}

/// <summary>A registration failed unexpectedly. Nothing was written for this draft.</summary>
[GenerateSerializer, Alias("registration-failed")]
public sealed class RegistrationFailedException : Exception
{
    public RegistrationFailedException()
    {
    }

    public RegistrationFailedException(string message)
        : base(message)
    {
    }

    public RegistrationFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
