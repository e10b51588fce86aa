namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// The store of journals, registrations and their read model; <c>docs/storage.md</c> says what it promises. Every method throws
/// <see cref="StorageUnavailableException"/> when the storage does not answer or the outcome is unknown: the same call may then be made again,
/// and waits until the lost transaction has ended one way or the other.
/// </summary>
internal interface IJournal
{
    /// <summary>All lines of a draft in order; none if there is no such draft.</summary>
    Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation);

    /// <summary>The number of a draft's last line, 0 if there is no such draft: what a refusal decided from memory must be checked against.</summary>
    Task<int> LastLine(DraftId draft, CancellationToken cancellation);

    /// <summary>Writes lines and head in one transaction, if the draft still stands at the line the decision was taken on.</summary>
    /// <returns>False if the draft has moved on; nothing is written then.</returns>
    Task<bool> Append(DraftAppend append, CancellationToken cancellation);

    /// <summary>
    /// How many batches of one sequence are worth handing in at once. With two, a storage that asks for the members when it is ready for them
    /// has the next batch at hand as soon as the one before is committed.
    /// </summary>
    int BatchesAtOnce { get; }

    /// <summary>Whether other silos write into it as well, so that calls between silos are worth saving.</summary>
    bool IsShared { get; }

    /// <summary>
    /// Registers many drafts in one sequence in one transaction. Under the lock of the sequence, <paramref name="number"/> is handed the
    /// sequence as it stands, the members that have not moved on, and the time; what it returns is written as it is.
    /// </summary>
    /// <param name="batch">
    /// Asked for the members when the storage is ready for them, on any thread, but never on two at once. There are none if another batch took
    /// them meanwhile; then nothing is written.
    /// </param>
    /// <returns>One answer for each member of the batch, in its order.</returns>
    Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation);
}

/// <summary>Lines to add to one draft, decided on its line <paramref name="DecidedOn"/> (0: the draft does not exist yet).</summary>
internal sealed record DraftAppend(int DecidedOn, ImmutableArray<JournalLine> Lines, DraftHead Head);
