namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Lines of a CSV file as they were read, not yet checked, and what could not be read, which refuses the import.</summary>
public sealed record AuthorityImport(ImmutableArray<AuthorityLine> Lines, ImmutableArray<UnreadableLine> Unreadable = default)
{
    public ImmutableArray<UnreadableLine> Unreadable { get; init; } = Unreadable.IsDefault ? [] : Unreadable;
}

/// <summary>A line that is not CSV of the columns. <paramref name="Code"/> is the text that it begins with.</summary>
public sealed record UnreadableLine(int Line, string Code, Phrase Message);

/// <summary>One line. Null stands for a column that the file does not have. <paramref name="Line"/> is its number in the file, counted from 1 with the header.</summary>
public sealed record AuthorityLine(
    int Line,
    string Code,
    string Name,
    string ShortName,
    string Kind,
    string Parent,
    string TimeZone,
    string? NameRu = null,
    string? NameEn = null,
    string? TimeZoneFrom = null);

/// <summary>What an import did, or would do.</summary>
/// <param name="Revision">That of the register: after the import, or as a dry run found it.</param>
public sealed record AuthorityImported(
    int Added,
    int Changed,
    int Unchanged,
    long Revision);
