using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Open deadlines of a real store, with looks that are counted and fail where a test wants it.</summary>
internal sealed class FaultyDeadlines(IDeadlineStore deadlines) : IDeadlineStore
{
    private readonly Lock gate = new();
    private readonly List<(int Looks, TaskCompletionSource Reached)> waiting = [];
    private int looks;

    /// <summary>How often somebody has looked for what is due.</summary>
    public int Looks => Volatile.Read(ref looks);

    /// <summary>How often somebody has begun to go through what another calendar counted.</summary>
    public int Passes { get; private set; }

    /// <summary>The storage does not answer so many looks.</summary>
    public int Away { get; set; }

    /// <summary>Ends when it has been looked so often.</summary>
    public Task Looked(int times)
    {
        lock (gate)
        {
            if (looks >= times)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((times, reached));
            return reached.Task;
        }
    }

    public Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation) => deadlines.Open(after, most, cancellation);

    public Task<ImmutableArray<DeadlinePlace>> Due(
        AuthorityCode responsible, DateTimeOffset now, DeadlinePlace? after, int most, CancellationToken cancellation)
    {
        lock (gate)
        {
            looks++;
            foreach (var (_, reached) in waiting.Where(each => each.Looks <= looks))
                reached.TrySetResult();
        }
        return Away-- > 0 ? throw new StorageUnavailableException("Nobody is there.") : deadlines.Due(responsible, now, after, most, cancellation);
    }

    public Task<ImmutableArray<OpenDeadline>> CountedBefore(
        AuthorityCode responsible, long revision, DeadlinePlace? after, int most, CancellationToken cancellation)
    {
        Passes += after is null ? 1 : 0;
        return deadlines.CountedBefore(responsible, revision, after, most, cancellation);
    }

    public Task<ImmutableArray<AuthorityCode>> Responsible(CancellationToken cancellation) => deadlines.Responsible(cancellation);

    public Task<ImmutableArray<DeadlineCount>> Count(CancellationToken cancellation) => deadlines.Count(cancellation);
}
