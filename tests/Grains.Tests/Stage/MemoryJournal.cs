using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>A journal in memory, with the promises of the real ones and places where a test makes it fail.</summary>
internal sealed class MemoryJournal(TimeProvider clock) : IJournal
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim registering = new(1); // the lock of the sequences
    private readonly Dictionary<Guid, List<JournalLine>> lines = [];
    private readonly Dictionary<SequenceKey, SequenceHead> sequences = [];
    private readonly Dictionary<DraftId, DraftHead> heads = [];
    private readonly List<(int Batches, TaskCompletionSource Reached)> expected = [];
    private readonly List<(DraftId Draft, string Type, TaskCompletionSource Written)> waiting = [];
    private int handedIn;

    public List<RegistrationRow> Registrations { get; } = [];

    public List<int> BatchSizes { get; } = [];

    /// <summary>What happens to each write, in this order; when it is empty, writes go well.</summary>
    public Queue<Write> Writes { get; } = [];

    /// <summary>Called inside each registration, before anything is written; a test holds the commit open with it.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    public int BatchesAtOnce { get; set; } = 1;

    public bool IsShared { get; set; }

    public int Reads { get; private set; }

    public IReadOnlyList<JournalLine> LinesOf(DraftId draft)
    {
        lock (gate)
            return [.. lines.GetValueOrDefault(draft.Value, [])];
    }

    /// <summary>The read model, each draft as its last write left it.</summary>
    public IReadOnlyList<DraftHead> Heads
    {
        get
        {
            lock (gate)
                return [.. heads.Values];
        }
    }

    /// <summary>Ends when so many batches have been handed in.</summary>
    public Task HandedIn(int batches)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (handedIn >= batches)
                reached.SetResult();
            expected.Add((batches, reached));
            return reached.Task;
        }
    }

    /// <summary>Ends when the draft has a line of this type.</summary>
    public Task Written(DraftId draft, string type)
    {
        lock (gate)
        {
            if (LinesOf(draft).Any(line => line.Type == type))
                return Task.CompletedTask;
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((draft, type, written));
            return written.Task;
        }
    }

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation)
    {
        Reads++;
        return Task.FromResult(LinesOf(draft));
    }

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => Task.FromResult(LinesOf(draft).Count);

    public Task<bool> Append(DraftAppend append, CancellationToken cancellation)
    {
        var write = NextWrite();
        if (write == Write.Lost)
            throw new StorageUnavailableException("Nothing was written.");

        bool written;
        lock (gate)
            written = Add(append.Head, append.DecidedOn, append.Lines);
        return write == Write.AnswerLost ? throw new StorageUnavailableException("It was written, but nobody knows.") : Task.FromResult(written);
    }

    public async Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation)
    {
        HandIn();
        await registering.WaitAsync(cancellation);
        try
        {
            var write = NextWrite();
            if (write == Write.Lost)
                throw new StorageUnavailableException("Nothing was written.");

            var members = batch();
            await BeforeCommit();
            var answers = Register(sequence, members, number);
            return write == Write.AnswerLost ? throw new StorageUnavailableException("It was written, but nobody knows.") : answers;
        }
        finally
        {
            registering.Release();
        }
    }

    private ImmutableArray<RegistrationAnswer> Register(
        SequenceKey sequence,
        ImmutableArray<RegistrationRequest> members,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number)
    {
        lock (gate)
        {
            if (members.IsEmpty)
                return [];

            BatchSizes.Add(members.Length);
            var standing = members.RemoveAll(member => LinesOf(member.Draft).Count != member.DecidedOn);
            var numbered = number(sequences.GetValueOrDefault(sequence, SequenceHead.New(sequence)), standing, clock.GetUtcNow());
            sequences[sequence] = numbered.Sequence;
            foreach (var draft in numbered.Drafts)
            {
                Add(draft.Head, draft.DecidedOn, draft.Lines);
                Registrations.Add(draft.Registration);
            }
            return
            [
                .. members.Select(member => numbered.Drafts.FirstOrDefault(draft => draft.Head.Id == member.Draft) is { } draft
                    ? new RegistrationAnswer(RegistrationEnd.Registered, draft.Head)
                    : RegistrationAnswer.MovedOn),
            ];
        }
    }

    private void HandIn()
    {
        lock (gate)
        {
            handedIn++;
            foreach (var (batches, reached) in expected.Where(each => each.Batches <= handedIn))
                reached.TrySetResult();
        }
    }

    private Write NextWrite()
    {
        lock (gate)
            return Writes.TryDequeue(out var write) ? write : Write.Well;
    }

    private bool Add(DraftHead head, int decidedOn, ImmutableArray<JournalLine> added)
    {
        if (!lines.TryGetValue(head.Id.Value, out var present))
            lines[head.Id.Value] = present = [];
        if (present.Count != decidedOn)
            return false;

        present.AddRange(added);
        heads[head.Id] = head;
        foreach (var (_, _, written) in waiting.Where(each => each.Draft == head.Id && added.Any(line => line.Type == each.Type)))
            written.TrySetResult();
        return true;
    }
}

/// <summary>How a write goes.</summary>
internal enum Write
{
    Well,

    /// <summary>The storage was away, and nothing was written.</summary>
    Lost,

    /// <summary>It was written, but the connection broke before the answer.</summary>
    AnswerLost,
}
