using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>A real journal with places where a test makes it fail, holds a commit open, and sees what has been handed in and written.</summary>
internal sealed class FaultyJournal(IJournal journal) : IJournal
{
    private readonly Lock gate = new();
    private readonly List<(int Batches, TaskCompletionSource Reached)> expected = [];
    private readonly List<(DraftId Draft, string Type, TaskCompletionSource Written)> waiting = [];
    private int handedIn;

    public List<int> BatchSizes { get; } = [];

    /// <summary>What happens to each write, in this order; when it is empty, writes go well.</summary>
    public Queue<Write> Writes { get; } = [];

    /// <summary>Called inside each registration, before anything is written; a test holds the commit open with it.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    /// <summary>As the test says, not as the real one does: the grain has a way for each kind of journal.</summary>
    public int BatchesAtOnce { get; set; } = 1;

    public bool IsShared { get; set; }

    public int Reads { get; private set; }

    public Task<IReadOnlyList<JournalLine>> LinesOf(DraftId draft) => journal.Read(draft, CancellationToken.None);

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
    public async Task Written(DraftId draft, string type)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting.Add((draft, type, written));
        if ((await LinesOf(draft)).Any(line => line.Type == type))
            return;
        await written.Task;
    }

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation)
    {
        Reads++;
        return journal.Read(draft, cancellation);
    }

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => journal.LastLine(draft, cancellation);

    public Task<bool> Append(DraftAppend append, CancellationToken cancellation) => Write(async () =>
    {
        var written = await journal.Append(append, cancellation);
        if (written)
            Tell(append.Head.Id, append.Lines);
        return written;
    });

    public Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation)
    {
        HandIn();
        return Write(async () =>
        {
            var numbered = new List<NumberedBatch>();
            var answers = await journal.Register(
                sequence,
                () => Members(batch),
                (head, members, at) =>
                {
                    var drafts = number(head, members, at);
                    numbered.Add(drafts);
                    return drafts;
                },
                cancellation);
            foreach (var draft in numbered.SelectMany(each => each.Drafts))
                Tell(draft.Head.Id, draft.Lines);
            return answers;
        });
    }

    /// <summary>On the thread that writes, which so waits for the test.</summary>
    private ImmutableArray<RegistrationRequest> Members(Func<ImmutableArray<RegistrationRequest>> batch)
    {
        var members = batch();
        if (!members.IsEmpty)
            BatchSizes.Add(members.Length);
        BeforeCommit().GetAwaiter().GetResult();
        return members;
    }

    private async Task<T> Write<T>(Func<Task<T>> write)
    {
        var end = Next();
        if (end == Stage.Write.Lost)
            throw new StorageUnavailableException("Nothing was written.");

        var written = await write();
        return end == Stage.Write.AnswerLost ? throw new StorageUnavailableException("It was written, but nobody knows.") : written;
    }

    private Write Next()
    {
        lock (gate)
            return Writes.TryDequeue(out var write) ? write : Stage.Write.Well;
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

    private void Tell(DraftId draft, ImmutableArray<JournalLine> added)
    {
        lock (gate)
        {
            foreach (var (_, _, written) in waiting.Where(each => each.Draft == draft && added.Any(line => line.Type == each.Type)))
                written.TrySetResult();
        }
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
