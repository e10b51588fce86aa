using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Grains.Numbering;

/// <summary>
/// A draft that asks for its number: its lines so far undated, and its head as it will stand before registration. All get one time, that of
/// the commit.
/// </summary>
[GenerateSerializer, Alias("registration-request"), Immutable]
internal sealed record RegistrationRequest(
    [property: Id(0)] DraftId Draft,
    [property: Id(1)] int DecidedOn,
    [property: Id(2)] byte[] LastHash,
    [property: Id(3)] ImmutableArray<PendingLine> Lines,
    [property: Id(4)] byte[] Actor,
    [property: Id(5)] DraftHead Head,
    [property: Id(6)] string TimeZone,
    [property: Id(7)] RequestKey? Request);

/// <summary>How a registration ended; <paramref name="Write"/> is of one whose storage was away.</summary>
[GenerateSerializer, Alias("registration-answer"), Immutable]
internal sealed record RegistrationAnswer(
    [property: Id(0)] RegistrationEnd End, [property: Id(1)] DraftHead? Head = null, [property: Id(2)] FailedWrite? Write = null)
{
    public static readonly RegistrationAnswer MovedOn = new(RegistrationEnd.MovedOn);

    public static readonly RegistrationAnswer StorageAway = new(RegistrationEnd.StorageAway);

    public static readonly RegistrationAnswer Failed = new(RegistrationEnd.Failed);
}

internal enum RegistrationEnd
{
    /// <summary>The number and the line that bears it are committed; the head says which.</summary>
    Registered,

    /// <summary>The draft no longer stands where the decision was taken: fold again and decide again.</summary>
    MovedOn,

    /// <summary>The storage is away, or the line is too long; nothing is known to be done.</summary>
    StorageAway,

    /// <summary>The database refused this one member (a bug); the others of its batch went through.</summary>
    Failed,
}

/// <summary>How far a sequence has come: its row, locked while a batch is numbered.</summary>
internal sealed record SequenceHead(SequenceKey Key, long LastSerial, DateTimeOffset LastAt, byte[] LastHash)
{
    /// <summary>A sequence that has given no number yet.</summary>
    public static SequenceHead New(SequenceKey key) => new(key, 0, DateTimeOffset.UnixEpoch, Chain.Start);

    /// <summary>The hash says all that came before.</summary>
    public bool IsAt(SequenceHead other) => LastSerial == other.LastSerial && LastHash.AsSpan().SequenceEqual(other.LastHash);
}

/// <summary>A row of the register: a number, the line that bears it, and its link in the chain.</summary>
internal sealed record RegistrationRow(
    SequenceKey Sequence, long Serial, string Number, Guid Subject, int Version, byte[] LineHash, DateTimeOffset At, byte[] Hash);

/// <summary>One numbered draft: everything that its transaction writes.</summary>
internal sealed record NumberedDraft(int DecidedOn, ImmutableArray<JournalLine> Lines, DraftHead Head, RegistrationRow Registration);

/// <summary>A batch with its numbers, in the order it was handed in, and the sequence after it.</summary>
internal sealed record NumberedBatch(ImmutableArray<NumberedDraft> Drafts, SequenceHead Sequence);
