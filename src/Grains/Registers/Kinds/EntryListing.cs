using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>Entries as they stood when they were listed, with the words of then: a later edition of their register changes nothing of it.</summary>
/// <param name="Total">How many there were; more than stand here if they were too many to be written down.</param>
/// <param name="Items">The first due first, and those without a term last.</param>
public sealed record EntryListing(int Total, ImmutableArray<ListedEntry> Items)
{
    /// <summary>More are only counted: a line of a journal is read whole.</summary>
    public const int Most = 500;

    /// <param name="entries">All of them, in their order.</param>
    public static EntryListing Of(IReadOnlyCollection<ListedEntry> entries) => new(entries.Count, [.. entries.Take(Most)]);

    internal string Write() => TableTexts.Write(this);

    /// <summary>Null if it is none.</summary>
    public static EntryListing? TryRead(string text) => TableTexts.Listing(text) is { Items.IsDefault: false } listing ? listing : null;
}

/// <summary>An entry in a list that was written down.</summary>
/// <param name="State">In which it was, by its code.</param>
/// <param name="Term">The first due of its terms; null where none ran.</param>
/// <param name="Overdue">A term had passed, and nobody had met it.</param>
/// <param name="Severity">Of an incident.</param>
public sealed record ListedEntry(
    Guid Id,
    string Register,
    KindText RegisterTitle,
    string Number,
    AuthorityCode Authority,
    string State,
    KindText StateTitle,
    string? Term = null,
    KindText? TermTitle = null,
    DateTimeOffset? DueAt = null,
    bool Overdue = false,
    string? Severity = null,
    KindText? SeverityTitle = null);

/// <summary>Numbers of incidents by authority and severity.</summary>
/// <param name="Rows">In the order of the authorities' codes, and of severities as the register has them.</param>
public sealed record EntryFigures(ImmutableArray<FigureRow> Rows)
{
    internal string Write() => TableTexts.Write(this);

    /// <summary>Null if it is none.</summary>
    public static EntryFigures? TryRead(string text) => TableTexts.Figures(text) is { Rows.IsDefault: false } figures ? figures : null;
}

/// <summary>Incidents of one severity of one authority.</summary>
/// <param name="Severity">By its code.</param>
/// <param name="Registered">In the time that is summed up.</param>
/// <param name="Closed">Likewise.</param>
/// <param name="Open">At its end.</param>
/// <param name="Overdue">Of those that were open at its end.</param>
public sealed record FigureRow(AuthorityCode Authority, string Severity, KindText SeverityTitle, int Registered, int Closed, int Open, int Overdue);

/// <summary>Lists and figures as values of fields.</summary>
internal static class TableTexts
{
    private static readonly TableJson json = new(StoredJson.AsItIs(TableJson.Default.Options));

    public static string Write(EntryListing listing) => JsonSerializer.Serialize(listing, json.EntryListing);

    public static string Write(EntryFigures figures) => JsonSerializer.Serialize(figures, json.EntryFigures);

    public static EntryListing? Listing(string text) => TryRead(text, json.EntryListing);

    public static EntryFigures? Figures(string text) => TryRead(text, json.EntryFigures);

    private static T? TryRead<T>(string text, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(AuthorityCodeJson)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EntryListing))]
[JsonSerializable(typeof(EntryFigures))]
internal sealed partial class TableJson : JsonSerializerContext;
