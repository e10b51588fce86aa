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
