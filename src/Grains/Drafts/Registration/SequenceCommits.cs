using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Commits a batch of registrations under the lock of its sequence's row, which is the truth: no number is kept in memory.</summary>
internal sealed class SequenceCommits(
    IJournal journal,
    NumberSequence numbers,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    NumberingMetrics metrics,
    ILogger<SequenceCommits> log)
{
    /// <summary>One answer for each member, in its order; the same for all if the storage stays away.</summary>
    public async Task<ImmutableArray<RegistrationAnswer>> Commit(SequenceKey sequence, IBatch<RegistrationRequest> batch)
    {
        using var commit = new BatchCommit(sequence, batch, clock);
        try
        {
            var answers = await LostAnswers.CommitOrLearnWhatHappened(
                () => journal.Register(sequence, commit.Begin, numbers.Number, CancellationToken.None),
                settings.Value.StorageAwayLimit, clock, metrics.StorageAway);
            if (!answers.IsEmpty)
                metrics.Committed(answers.Length, answers.Count(answer => answer.End == RegistrationEnd.Registered), commit.Took);
            return answers;
        }
        catch (StorageUnavailableException away)
        {
            commit.Fails(away);
            log.StorageUnavailableTooLong(away, sequence, batch.Members.Length);
            var answer = RegistrationAnswer.StorageUnavailable with { Write = new FailedWrite(TimeSpan.Zero, commit.Lasted, away.Write?.Cause) };
            return [.. batch.Members.Select(_ => answer)];
        }
        catch (Exception surprise)
        {
            commit.Fails(surprise);
            log.RegistrationFailed(surprise, sequence, batch.Members.Length);
            return [.. batch.Members.Select(_ => RegistrationAnswer.Failed)];
        }
    }

    /// <summary>From when the storage begins with a batch until it has answered.</summary>
    private sealed class BatchCommit(SequenceKey sequence, IBatch<RegistrationRequest> batch, TimeProvider clock) : IDisposable
    {
        private readonly long handedIn = clock.GetTimestamp();
        private long? begun;
        private Activity? span;

        public TimeSpan Took => begun is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;

        /// <summary>The same, also where the storage did not come to begin.</summary>
        public TimeSpan Lasted => clock.GetElapsedTime(begun ?? handedIn);

        public ImmutableArray<RegistrationRequest> Begin()
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
