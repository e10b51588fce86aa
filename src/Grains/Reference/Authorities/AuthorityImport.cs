using System.Collections.Immutable;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Lines of a CSV file as they were read, not yet checked, and what could not be read, which refuses the import.</summary>
[GenerateSerializer, Alias("authority-import"), Immutable]
public sealed record AuthorityImport([property: Id(0)] ImmutableArray<AuthorityLine> Lines, ImmutableArray<UnreadableLine> Unreadable = default)
{
    [Id(1)] public ImmutableArray<UnreadableLine> Unreadable { get; init; } = Unreadable.IsDefault ? [] : Unreadable;
}

/// <summary>A line that is not CSV of the columns. <paramref name="Code"/> is the text that it begins with.</summary>
[GenerateSerializer, Alias("unreadable-line"), Immutable]
public sealed record UnreadableLine([property: Id(0)] int Line, [property: Id(1)] string Code, [property: Id(2)] string Message);

/// <summary>One line. <paramref name="Line"/> is its number in the file, counted from 1 with the header.</summary>
[GenerateSerializer, Alias("authority-line"), Immutable]
public sealed record AuthorityLine(
    [property: Id(0)] int Line,
    [property: Id(1)] string Code,
    [property: Id(2)] string Name,
    [property: Id(3)] string ShortName,
    [property: Id(4)] string Kind,
    [property: Id(5)] string Parent,
    [property: Id(6)] string TimeZone);

/// <summary>What an import did.</summary>
[GenerateSerializer, Alias("authority-imported"), Immutable]
public sealed record AuthorityImported(
    [property: Id(0)] int Added,
    [property: Id(1)] int Changed,
    [property: Id(2)] int Unchanged,
    [property: Id(3)] long Revision);
