using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>An entry that asks for its number: its first line without it.</summary>
/// <param name="Owner">Whose the sequence is.</param>
/// <param name="Year">Of the sequence; null where it runs on.</param>
/// <param name="Closed">The register has a closed circle.</param>
/// <param name="DecidedAt">Cut to milliseconds, as all times that were taken from it.</param>
/// <param name="Texts">By what it is found.</param>
/// <param name="Authority">Of the entry.</param>
/// <param name="Single">Of which there is one at a time.</param>
[GenerateSerializer, Alias("entry-registration"), Immutable]
internal sealed record EntryRegistration(
    [property: Id(0)] Guid Entry,
    [property: Id(2)] ImmutableArray<KeptValue> Kept,
    [property: Id(3)] byte[] Actor,
    [property: Id(4)] string Mask,
    [property: Id(5)] AuthorityCode Owner,
    [property: Id(6)] int? Year,
    [property: Id(7)] bool Closed,
    [property: Id(8)] DateTimeOffset DecidedAt,
    [property: Id(9)] EntryTexts Texts,
    [property: Id(10)] AuthorityCode Authority = default,
    [property: Id(11)] SingleEntry? Single = null)
{
    /// <summary>What is stored, where it was decided; who got it from elsewhere reads it.</summary>
    [field: NonSerialized]
    public EntryRegistered? Event { get; init; }

    /// <summary>The same as it goes elsewhere.</summary>
    [Id(1)]
    public byte[] Registered
    {
        get => field ??= StoredEntryEvents.Table.Pending(Event!).Payload;
        init;
    }
}

/// <summary>An authority has one entry of a register at a time that has not ended.</summary>
[GenerateSerializer, Alias("single-entry"), Immutable]
internal sealed record SingleEntry([property: Id(0)] string Kind, [property: Id(1)] AuthorityCode Authority);

/// <summary>How a registration ended; <paramref name="Write"/> is set if the storage was away.</summary>
/// <param name="Line">The first of the entry, with its number.</param>
[GenerateSerializer, Alias("entry-answer"), Immutable]
internal sealed record EntryAnswer(
    [property: Id(0)] RegistrationEnd End, [property: Id(1)] string? Number = null, [property: Id(2)] FailedWrite? Write = null, [property: Id(3)] JournalLine? Line = null)
    : IBatchAnswer<EntryAnswer>
{
    /// <summary>The entry as that line made it; who got the answer from elsewhere folds the line.</summary>
    [field: NonSerialized]
    public Entry? Entry { get; init; }

    public static EntryAnswer Of(RegistrationEnd end, FailedWrite? write = null) => new(end, Write: write);
}

/// <summary>One numbered entry: everything that its transaction writes.</summary>
internal sealed record NumberedEntry(EntryAppend Append, RegistrationRow Registration, Entry Entry)
{
    public EntryAnswer Answer => new(RegistrationEnd.Registered, Registration.Number, Line: Append.Lines[0]) { Entry = Entry };
}

/// <summary>A batch with its numbers, and the sequence after it.</summary>
internal sealed record NumberedEntries(ImmutableArray<NumberedEntry> Entries, SequenceHead Sequence);

/// <summary>
/// How a number is given: each member of a batch gets the next serial and its link in the chain of its sequence. One time serves the whole batch, so serials and dates never run
/// against each other. A yearly sequence takes nobody in another year: who comes over midnight decides again.
/// </summary>
internal sealed class EntryNumbering(IReferenceData reference)
{
    public NumberedEntries Number(SequenceHead sequence, ImmutableArray<EntryRegistration> members, DateTimeOffset now)
    {
        var at = members.Aggregate(Moments.NotBefore(now, sequence.LastAt), (latest, member) => Moments.NotBefore(latest, member.DecidedAt));
        var known = reference.Current;
        var numbered = ImmutableArray.CreateBuilder<NumberedEntry>(members.Length);
        foreach (var member in members)
        {
            var day = DateOnly.FromDateTime(known.ZonesOf(member.Owner).Local(at).DateTime);
            if (member.Year is { } year && year != day.Year)
                continue;
            var entry = Number(sequence, member, day, at, known);
            sequence = sequence with { LastSerial = entry.Registration.Serial, LastAt = at, LastHash = entry.Registration.Hash };
            numbered.Add(entry);
        }
        return new(numbered.ToImmutable(), sequence);
    }

    private static NumberedEntry Number(SequenceHead sequence, EntryRegistration member, DateOnly day, DateTimeOffset at, ReferenceSnapshot known)
    {
        var table = StoredEntryEvents.Table;
        var registered = EntryRules.Numbered(
            EntryRules.Dated(member.Event ?? (EntryRegistered)table.Read(table.NameOf<EntryRegistered>(), member.Registered), member.DecidedAt, at), member.Mask, member.Owner, sequence.LastSerial + 1, day);
        var lines = JournalLines.Date(member.Entry, 0, Chain.Start, [table.Pending(registered)], member.Actor, at);
        var entry = registered.ApplyTo(null, EventLine.Of(lines[0]));
        var head = EntryHead.Of(entry, member.Closed, ended: false, keptUntil: null, EntryPlaces.Of(known, entry.Authority));
        var hash = Chain.Registration(sequence.LastHash, entry.Number, member.Entry, 1, lines[0].Hash, at);
        return new(
            new EntryAppend(0, lines, KeptLines.Of(member.Entry, 1, member.Kept), head, (EntryTexts.Nothing, member.Texts)),
            new RegistrationRow(sequence.Key, entry.Serial, entry.Number, member.Entry, 1, lines[0].Hash, at, hash),
            entry);
    }
}

internal static class KeptLines
{
    public static IEnumerable<KeptValue> Values(IEnumerable<KeptLine> kept) => kept.Select(line => new KeptValue(line.Name, line.Value, line.Salt));

    public static ImmutableArray<KeptLine> Of(Guid entry, int line, ImmutableArray<KeptValue> kept) => [.. kept.Select(value => new KeptLine(entry, line, value.Name, value.Value, value.Salt))];
}

/// <summary>By what the terms of an authority's entries are counted.</summary>
internal static class EntryPlaces
{
    public static TermPlace Of(ReferenceSnapshot known, AuthorityCode authority) =>
        new(known.ZonesOf(authority), known.Calendar, OpeningHours.Usual, known.Deadlines.DecreedDaysCount);
}

/// <summary>Commits a batch of registrations to its sequence.</summary>
internal sealed class EntryCommits(IEntryStore store, EntryNumbering numbers, BatchCommits commits)
{
    public Task<ImmutableArray<EntryAnswer>> Commit(SequenceKey sequence, IBatch<EntryRegistration> batch) =>
        commits.Commit(sequence, batch, members => store.Register(sequence, members, numbers.Number, CancellationToken.None));
}

/// <summary>Gathers the batches of all silos and commits them many at a time. It keeps no number in memory: the sequence's row is the truth.</summary>
[Reentrant]
internal sealed class EntrySequenceGrain(IEntryStore store, EntryCommits commits, IOptions<NumberingSettings> settings) : Grain, IEntrySequenceGrain
{
    private SequenceBatches<EntryRegistration, EntryAnswer> Batches =>
        field ??= new(settings.Value.BatchLimit, store.BatchesAtOnce, batch => commits.Commit(this.EntrySequenceKey(), batch));

    public Task<ImmutableArray<EntryAnswer>> Register(RegistrationBatch<EntryRegistration> batch) => Batches.Add(batch);

    public Task IsThere() => Task.CompletedTask;
}

/// <summary>One sequence of a register's numbers. What the silos send while a commit is under way shares the next one.</summary>
[Alias("entry-sequence")]
internal interface IEntrySequenceGrain : IReachable
{
    /// <summary>Answers when the numbers are committed, or when it is known that they cannot be now: one answer for each member, in its order.</summary>
    [Alias("register-batch")]
    Task<ImmutableArray<EntryAnswer>> Register(RegistrationBatch<EntryRegistration> batch);
}

/// <summary>Sequences of registers as grains.</summary>
internal static class EntrySequenceGrains
{
    private const string Prefix = "entry-seq/";

    public static IEntrySequenceGrain EntrySequence(this IGrainFactory grains, SequenceKey key) => grains.GetGrain<IEntrySequenceGrain>(Prefix + key);

    public static SequenceKey EntrySequenceKey(this IEntrySequenceGrain grain) => new(grain.Tail(Prefix));
}
