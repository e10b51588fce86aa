namespace RmsOrleans.Declarations.Reading.Mappings;

/// <summary>How the columns of a table become declarations, events, outcomes or price points.</summary>
/// <param name="Name">By which a load names it.</param>
/// <param name="About">What files it is for, in a sentence.</param>
/// <param name="Separator">Between the columns of CSV.</param>
/// <param name="HasDecimalComma">Whether numbers are written with a comma; blanks between their digits are passed over then.</param>
/// <param name="Rounds">Whether numbers with more than six places are rounded, half to even; otherwise they are faults.</param>
/// <param name="Targets">What is filled, and from what.</param>
public sealed record Mapping(
    string Name, string About, RecordKind Kind, char Separator, bool HasDecimalComma, bool Rounds, NumberSource Number, ImmutableArray<MappedTarget> Targets)
{
    /// <summary>The columns that a table must have.</summary>
    public IEnumerable<string> Columns => Number.Sources.Concat(Targets.Select(target => target.Source)).Select(source => source.Column).OfType<string>().Distinct(StringComparer.Ordinal);
}

/// <summary>Where a value comes from: a column, or a text that is the same for all lines.</summary>
/// <param name="Table">What stands in the column, and what it means; what is not in it is a fault. Null where the column has the value itself.</param>
/// <param name="DayFormat">How a day or time is written; null for ISO 8601.</param>
public sealed record MappedSource(string? Column, string? Constant, System.Collections.Frozen.FrozenDictionary<string, string>? Table = null, string? DayFormat = null);

/// <summary>What one source fills.</summary>
/// <param name="Name">Of a field, or such as <c>version</c> and <c>outcome.finding</c>.</param>
/// <param name="Thing">Of which of the several things a field is a property, from 1.</param>
public sealed record MappedTarget(string Name, Field? Field, int Thing, MappedSource Source);

/// <summary>Where the number of a declaration comes from: whole, or in its three parts. Price points have none.</summary>
public sealed record NumberSource(MappedSource? Whole, MappedSource? Authority = null, MappedSource? Day = null, MappedSource? Serial = null)
{
    public static readonly NumberSource None = new((MappedSource?)null);

    public IEnumerable<MappedSource> Sources => ((MappedSource?[])[Whole, Authority, Day, Serial]).OfType<MappedSource>();
}

/// <summary>A mapping that is none.</summary>
/// <param name="pointer">Where in its JSON.</param>
public sealed class MappingException(string pointer, string message) : Exception($"{(pointer.Length == 0 ? "" : $"{pointer}: ")}{message}")
{
    public string Pointer => pointer;
}
