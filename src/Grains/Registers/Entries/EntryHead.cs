using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>The row of an entry, written in the transaction that writes its lines.</summary>
public sealed record EntryHead
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required DateOnly Edition { get; init; }

    public required AuthorityCode Authority { get; init; }

    public required string Number { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The register has a closed circle: no list of anybody outside it shows this row.</summary>
    public required bool Closed { get; init; }

    public required string State { get; init; }

    public required bool Ended { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string? Responsible { get; init; }

    public required string? ResponsibleName { get; init; }

    /// <summary>The entry from which it was spread; null where it was registered by itself.</summary>
    public required Guid? Origin { get; init; }

    /// <summary>The authority of that entry.</summary>
    public required AuthorityCode? Giver { get; init; }

    /// <summary>When the first of the terms that run is due; null where none runs, or all stand still.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    public required string? DueTerm { get; init; }

    /// <summary>When the first of those is due whose passing is not written down.</summary>
    public required DateTimeOffset? WatchAt { get; init; }

    /// <summary>A term that runs has passed, and its line is written.</summary>
    public required bool Overdue { get; init; }

    /// <summary>When what is kept apart is to be removed; null while it has not ended, where it is kept for good, and where nothing is kept.</summary>
    public required DateTimeOffset? KeptUntil { get; init; }

    /// <summary>It is found by none of its words yet, since whoever brought it had none.</summary>
    public bool LacksWords { get; init; }

    /// <summary>By which the terms were counted.</summary>
    public required long CalendarRevision { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required int LastLine { get; init; }

    public required byte[] LastHash { get; init; }

    /// <param name="ended">Whether its state is an end of its register.</param>
    /// <param name="keptUntil">By <see cref="EntryRetention"/>.</param>
    internal static EntryHead Of(Entry entry, bool closed, bool ended, DateTimeOffset? keptUntil, TermPlace place)
    {
        var due = entry.Running.Select(term => (Code: term.Key, At: TermCounting.DueAt(term.Value, place))).Where(term => term.At is not null).OrderBy(term => term.At).ToList();
        return new()
        {
            Id = entry.Id,
            Kind = entry.Kind,
            Edition = entry.Edition,
            Authority = entry.Authority,
            Number = entry.Number,
            RegisteredAt = entry.RegisteredAt,
            Closed = closed,
            State = entry.State,
            Ended = ended,
            Responsible = entry.Responsible?.Subject,
            ResponsibleName = entry.Responsible?.Name,
            Origin = entry.Origin?.Entry,
            Giver = entry.Origin?.Authority,
            DueAt = due is [var first, ..] ? first.At : null,
            DueTerm = due is [var next, ..] ? next.Code : null,
            WatchAt = due.Where(term => !entry.Missed.Contains(term.Code)).Select(term => term.At).FirstOrDefault(),
            Overdue = entry.Running.Any(term => entry.Missed.Contains(term.Key)),
            KeptUntil = keptUntil,
            CalendarRevision = place.Calendar.Revision,
            ChangedAt = entry.ChangedAt,
            LastLine = entry.Line,
            LastHash = entry.LineHash,
        };
    }

    internal static EntryHead Of(Entry entry, RegisterKind kind, TermPlace place) =>
        Of(entry, kind.Readers is { Closed: true }, kind.State(entry.State) is { End: true }, EntryRetention.KeptUntil(entry, kind), place);
}

/// <summary>Where entries are kept. Throws <see cref="StorageUnavailableException"/> as the journal does.</summary>
internal interface IEntryStore
{
    /// <summary>All that is stored of an entry; no lines if there is none.</summary>
    Task<WholeEntry> Read(Guid entry, CancellationToken cancellation);

    /// <summary>Writes lines, row and what is kept apart in one transaction, if the entry still stands at the line that was decided on.</summary>
    /// <returns>False if it has moved on; nothing is written then.</returns>
    Task<bool> Append(EntryAppend append, CancellationToken cancellation);

    /// <summary>The same with what it brings about in others: all of it in one transaction, or nothing.</summary>
    /// <param name="number">As in <see cref="Register"/>, for each sequence.</param>
    /// <returns>False if one of them has moved on.</returns>
    Task<bool> Append(WideAppend append, Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number, CancellationToken cancellation);

    /// <summary>The rows of the entries that were spread from one, in the order of their numbers' times.</summary>
    Task<IReadOnlyList<EntryHead>> SpreadFrom(Guid entry, CancellationToken cancellation);

    /// <summary>How many batches of one sequence are worth handing in at once, as for drafts.</summary>
    int BatchesAtOnce { get; }

    /// <summary>
    /// Registers many entries in one sequence in one transaction. Under the lock of the sequence, <paramref name="number"/> is handed the sequence as it stands, the members that there
    /// are not yet, and the time; what it returns is written as it is.
    /// </summary>
    /// <param name="batch">Asked for the members when the storage is ready for them; there are none if another batch took them meanwhile.</param>
    /// <returns>One answer for each member of the batch, in its order.</returns>
    Task<ImmutableArray<EntryAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<EntryRegistration>> batch,
        Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number,
        CancellationToken cancellation);

    /// <summary>The states in which a register has entries that have not ended.</summary>
    Task<IReadOnlySet<string>> OpenStates(string kind, CancellationToken cancellation);

    /// <summary>The number of the one that has not ended; null if there is none.</summary>
    Task<string?> Open(SingleEntry single, CancellationToken cancellation);

    /// <summary>The entries of an authority that have not ended and have a term that runs, of these registers or of all but <paramref name="own"/>; none of a closed circle. The first due first.</summary>
    Task<ImmutableArray<WholeEntry>> OpenOf(AuthorityCode authority, ImmutableArray<string> registers, string own, CancellationToken cancellation);

    /// <summary>
    /// Entries of these authorities that are open or have changed since, of these registers or of all but <paramref name="own"/>, and that nobody of <paramref name="reader"/> has opened since
    /// they changed last; none of a closed circle. The first due first, and those without a term last.
    /// </summary>
    Task<ImmutableArray<WholeEntry>> UnreadBy(
        AuthorityCode reader, ImmutableArray<AuthorityCode> below, ImmutableArray<string> registers, string own, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Entries of these registers that were registered before a time, and were open or have changed since an earlier one; none of a closed circle.</summary>
    /// <param name="authorities">Whose; null for those of all.</param>
    Task<ImmutableArray<WholeEntry>> Between(
        ImmutableArray<string> registers, DateTimeOffset from, DateTimeOffset until, ImmutableArray<AuthorityCode>? authorities, CancellationToken cancellation);

    /// <summary>The newest entry of an authority in a register; null if there is none.</summary>
    Task<WholeEntry?> Newest(string register, AuthorityCode authority, CancellationToken cancellation);

    /// <summary>When the first entry of these registers was registered; null if there is none.</summary>
    Task<DateTimeOffset?> First(ImmutableArray<string> registers, CancellationToken cancellation);

    /// <summary>Entries of an authority with a term that has passed by now and is not written down, or that an older calendar counted; the first due first.</summary>
    Task<ImmutableArray<Guid>> ToLookAt(AuthorityCode authority, DateTimeOffset now, long calendarRevision, int most, CancellationToken cancellation);

    /// <summary>Entries of which what is kept apart is to be removed by now, the first due first.</summary>
    Task<ImmutableArray<Guid>> ToEmpty(DateTimeOffset now, int most, CancellationToken cancellation);

    /// <summary>The authorities that have a term to look after.</summary>
    Task<ImmutableArray<AuthorityCode>> WithTerms(CancellationToken cancellation);
}

/// <summary>What the store has of an entry.</summary>
/// <param name="Lines">Of its journal.</param>
/// <param name="Kept">What is kept apart from them, by the line that speaks of it.</param>
public sealed record WholeEntry(IReadOnlyList<JournalLine> Lines, IReadOnlyList<KeptLine> Kept)
{
    /// <summary>What the lines have made, where that is known already.</summary>
    internal Entry? Folded { private get; init; }

    /// <summary>Null if there is no such entry.</summary>
    public Entry? Fold() => Folded ?? StoredEntryEvents.Table.Fold(Lines);

    /// <summary>Each line with the entry as it was after it.</summary>
    public IEnumerable<(JournalLine Line, Entry Then)> States()
    {
        Entry? entry = null;
        foreach (var line in Lines)
            yield return (line, entry = StoredEntryEvents.Table.Apply(entry, line));
    }
}

/// <summary>A value that is kept apart.</summary>
/// <param name="Line">That has what it hashes to.</param>
public sealed record KeptLine(Guid Subject, int Line, string Name, string Value, byte[] Salt);

/// <param name="DecidedOn">The line.</param>
/// <param name="Lines">None where a calendar alone has changed the row.</param>
/// <param name="Texts">By what it is found from now on, and by what it was found before; null where that stays.</param>
/// <param name="RemovesKept">What has been kept apart of it goes.</param>
internal sealed record EntryAppend(
    int DecidedOn, ImmutableArray<JournalLine> Lines, ImmutableArray<KeptLine> Kept, EntryHead Head, (EntryTexts Before, EntryTexts After)? Texts = null, bool RemovesKept = false);

/// <summary>What a command does to an entry and, with it, to others.</summary>
/// <param name="Others">That were spread from it, and are changed with it.</param>
/// <param name="Standing">That must still stand at the line on which they were looked at.</param>
/// <param name="Spread">That come into being, with the sequence of each.</param>
internal sealed record WideAppend(EntryAppend Own, ImmutableArray<EntryAppend> Others, ImmutableArray<(Guid Entry, int Line)> Standing, ImmutableArray<(SequenceKey Sequence, EntryRegistration Registration)> Spread)
{
    public static WideAppend Of(EntryAppend own) => new(own, [], [], []);

    /// <summary>Whose terms are to be watched from now on.</summary>
    public IEnumerable<AuthorityCode> Authorities =>
        Others.Select(other => other.Head.Authority).Concat(Spread.Select(each => each.Registration.Authority)).Append(Own.Head.Authority).Distinct();
}
