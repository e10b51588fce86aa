namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>How far a sequence has come: its row, locked while a batch is numbered.</summary>
public sealed record SequenceHead(SequenceKey Key, long LastSerial, DateTimeOffset LastAt, byte[] LastHash)
{
    /// <summary>A sequence that has given no number yet.</summary>
    internal static SequenceHead New(SequenceKey key) => new(key, 0, DateTimeOffset.UnixEpoch, Chain.Start);

    /// <summary>The hash says all that came before.</summary>
    internal bool IsAt(SequenceHead other) => LastSerial == other.LastSerial && LastHash.AsSpan().SequenceEqual(other.LastHash);
}

/// <summary>A row of the register: a number, the line that has it, and its link in the chain.</summary>
internal sealed record RegistrationRow(
    SequenceKey Sequence, long Serial, string Number, Guid Subject, int Version, byte[] LineHash, DateTimeOffset At, byte[] Hash);
