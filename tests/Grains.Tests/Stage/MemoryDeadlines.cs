using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Open deadlines as the journal in memory has them.</summary>
internal sealed class MemoryDeadlines(MemoryJournal journal) : IDeadlineStore
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

    public Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation) =>
        Task.FromResult(Heads().Select(Of).OrderBy(each => each.Draft.Value).Where(each => after is null || each.Draft.Value > after.Value.Value).Take(most).ToImmutableArray());

    public Task<ImmutableArray<DeadlinePlace>> Due(
        AuthorityCode responsible, DateTimeOffset now, DeadlinePlace? after, int most, CancellationToken cancellation)
    {
        lock (gate)
        {
            looks++;
            foreach (var (_, reached) in waiting.Where(each => each.Looks <= looks))
                reached.TrySetResult();
        }
        if (Away-- > 0)
            throw new StorageUnavailableException("Nobody is there.");
        return Task.FromResult(InOrder(responsible, after).Where(each => each.Deadline.DueAt <= now).Take(most).Select(each => each.Place).ToImmutableArray());
    }

    public Task<ImmutableArray<OpenDeadline>> CountedBefore(
        AuthorityCode responsible, long revision, DeadlinePlace? after, int most, CancellationToken cancellation)
    {
        Passes += after is null ? 1 : 0;
        return Task.FromResult(InOrder(responsible, after).Where(each => each.Deadline.CalendarRevision < revision).Take(most).ToImmutableArray());
    }

    public Task<ImmutableArray<AuthorityCode>> Responsible(CancellationToken cancellation) =>
        Task.FromResult(Heads().Select(head => head.Deadline!.Responsible).Distinct().ToImmutableArray());

    public Task<ImmutableArray<DeadlineCount>> Count(CancellationToken cancellation) => Task.FromResult(ImmutableArray<DeadlineCount>.Empty);

    private IEnumerable<OpenDeadline> InOrder(AuthorityCode responsible, DeadlinePlace? after) => Heads()
        .Where(head => head.Deadline!.Responsible == responsible)
        .Select(Of)
        .OrderBy(each => each.Deadline.DueAt)
        .ThenBy(each => each.Draft.Value)
        .Where(each => after is null || (each.Deadline.DueAt, each.Draft.Value).CompareTo((after.DueAt, after.Draft.Value)) > 0);

    private IEnumerable<DraftHead> Heads() => journal.Heads.Where(head => head is { Deadline: not null, DeadlineMissed: false });

    private static OpenDeadline Of(DraftHead head) => new(head.Id, head.Number, head.Deadline!);
}
