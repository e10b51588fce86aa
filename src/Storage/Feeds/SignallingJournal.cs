namespace RmsOrleans.Storage.Feeds;

/// <summary>The journal, with a signal after each write. Whoever follows looks now and then anyway, so a signal that is missed loses nothing.</summary>
internal sealed class SignallingJournal(IJournal journal, JournalSignal signal) : IJournal
{
    public int BatchesAtOnce => journal.BatchesAtOnce;

    public bool IsShared => journal.IsShared;

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => journal.Read(draft, cancellation);

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => journal.LastLine(draft, cancellation);

    public async Task<bool> Append(DraftAppend append, CancellationToken cancellation)
    {
        var isWritten = await journal.Append(append, cancellation);
        signal.Committed();
        return isWritten;
    }

    public async Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation)
    {
        var answers = await journal.Register(sequence, batch, number, cancellation);
        signal.Committed();
        return answers;
    }
}
