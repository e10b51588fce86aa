namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>A numbering sequence, keyed by the leading parts of its numbers as printed: <c>00-10216</c>.</summary>
[GenerateSerializer, Alias("sequence-key"), Immutable]
public readonly record struct SequenceKey([property: Id(0)] string Value)
{
    /// <summary>The sequence of an authority's drafts.</summary>
    public static SequenceKey ForDrafts(AuthorityCode authority, int digits) => new($"{RegistrationNumber.DraftPrefix}-{authority.Leading(digits)}");

    /// <summary>The one sequence of all profiles, whatever their kind code and however many digits are printed.</summary>
    public static readonly SequenceKey Profiles = new("profiles");

    /// <summary>The revisions of the electronic directory.</summary>
    public static readonly SequenceKey Directory = new("directory");

    /// <summary>How a revision of the directory is named in its chain.</summary>
    internal static string NameOfRevision(long revision) => $"{Directory}/{revision}";

    /// <summary>Profile numbers and directory revisions, which no office has for itself.</summary>
    public bool IsOfTheCentre => this == Profiles || this == Directory;

    internal string Prefix => Value[..Value.IndexOf('-')];

    public string Authority => Value[(Value.IndexOf('-') + 1)..];

    public override string ToString() => Value;
}

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
