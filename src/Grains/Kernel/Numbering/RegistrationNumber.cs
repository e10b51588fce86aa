using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// <c>00/10216/21112026/00001</c>: a constant (drafts) or a kind code (profiles), the leading digits of the authority, the date of
/// registration in the authority's time zone, and a serial of at least five digits that runs on over the years.
/// </summary>
[GenerateSerializer, Alias("registration-number"), Immutable, JsonConverter(typeof(RegistrationNumberJson))]
public readonly record struct RegistrationNumber(
    [property: Id(0)] string Prefix,
    [property: Id(1)] string Authority,
    [property: Id(2)] DateOnly Date,
    [property: Id(3)] long Serial)
{
    /// <summary>What every draft's number begins with.</summary>
    public const string DraftPrefix = "00";

    public bool IsOfADraft => Prefix == DraftPrefix;

    public SequenceKey Sequence => IsOfADraft ? new($"{Prefix}-{Authority}") : SequenceKey.Profiles;

    /// <summary>As it is printed and stored, with slashes.</summary>
    public override string ToString() => Write('/');

    /// <summary>As it stands in a path, with dashes.</summary>
    public string ToPath() => Write('-');

    /// <summary>Reads the printed form or the form of a path, and nothing else that looks alike.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RegistrationNumber number)
    {
        number = default;
        if (text is null || text.Length > 40)
            return false;

        var parts = text.Split(text.Contains('/') ? '/' : '-');
        if (parts is not [{ Length: 2 }, { Length: > 0 and <= 8 }, { Length: 8 }, { Length: >= 5 and <= 18 }]
            || !parts.All(part => part.All(char.IsAsciiDigit))
            || !DateOnly.TryParseExact(parts[2], "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return false;

        number = new RegistrationNumber(parts[0], parts[1], date, long.Parse(parts[3], CultureInfo.InvariantCulture));
        return number.ToString() == string.Join('/', parts);
    }

    private string Write(char separator) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{separator}{Authority}{separator}{Date:ddMMyyyy}{separator}{Serial:D5}");
}

/// <summary>A registration number in JSON.</summary>
public sealed class RegistrationNumberJson()
    : OneString<RegistrationNumber>(new("a registration number such as 00/10216/21112026/00001", "регистрационный номер вида 00/10216/21112026/00001"), "00/10216/21112026/00001")
{
    protected override bool TryParse(string text, out RegistrationNumber value) => RegistrationNumber.TryParse(text, out value);
}

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
