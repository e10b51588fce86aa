using System.Text.RegularExpressions;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Tests;

/// <summary>What people are told, as tests ask for it: by its English words, once its Russian ones have been looked at.</summary>
internal static partial class Told
{
    /// <summary>Codes and names that are the same in every language, beside those that the domain itself has.</summary>
    private static readonly string[] alike =
    [
        // of the protocol and of formats
        "JSON", "Parquet", "EU", "UTF", "utf", "Unicode", "ASCII", "HTTP", "http", "https", "IANA", "UTC", "ISO", "T", "Z", "B", "D", "URL", "gzip", "br", "application", "SHA", "multipart", "form", "data", "boundary", "windows", "PDF", "PNG", "JPEG", "TIFF", "DOCX", "XLSX", "ODT", "ODS", "TXT", "file", "note", "json", "x", "ndjson", "jsonl", "parquet", "gz", "inspections",
        "text", "csv", "If", "Match", "ETag", "Authorization", "Bearer", "Retry", "After", "PUT", "Allow", "Content", "Encoding", "Europe", "Moscow", "TR",
        "true", "false", "yes", "no", "null", "en", "ru", "example", "office", "dryRun", "allowMissingHolidays",
        // of files and parameters
        "date", "kind", "code", "name", "short", "parent", "time", "zone", "from", "to", "coordination", "name_ru", "name_en", "short_name", "time_zone", "time_zone_from",
        "holiday", "transferred", "day", "off", "working", "weekend", "decreed", "non", "measures", "codes", "sub", "authority", "unit", "roles", "calendar", "hours",
        "status", "executor", "overdue", "dueBefore", "responsible", "territory", "limit", "cursor", "draft", "number", "reader", "what", "until", "term", "since", "before", "month", "directorate", "preparedAt", "registeredAt", "registeredFrom", "registeredTo", "sort", "CSV", "week", "dueFrom", "dueTo", "mode", "preparedFrom", "preparedTo", "open",
        "country", "decimal", "digits", "wholeNumber", "yesNo", "idempotencyKey", "schema", "segments", "storage", "running", "grains", "writes", "silo", "heart", "lungs",
        "drafts", "profiles", "entries", "entry", "price", "points", "loads", "IM", "EK", "whsec_", "base", "area", "areas", "risk", "duties",
        // of the desk: its keys, and what programs are told
        "API", "NDJSON", "cookie", "Standard", "Webhooks", "Rms", "Signature", "Enter", "j", "k", "e", "s", "g", "t", "p", "n",
        // people of the tests, and the number of their minutes
        "K", "Moroz", "Official", "RMS", "executor",
    ];

    private static readonly HashSet<string> codes = [.. alike, .. Routes(), .. EnumNames(), .. Enum.GetNames<RegexParseError>()];

    /// <summary>The English words of a phrase that says the same in Russian.</summary>
    public static string InEnglish(this Phrase phrase)
    {
        LookAt(phrase.Ru);
        return phrase.En;
    }

    public static (string Pointer, string Message) InEnglish(this ValidationError error) => (error.Pointer, error.Message.InEnglish());

    public static IEnumerable<(string Pointer, string Message)> InEnglish(this IEnumerable<ValidationError> errors) => errors.Select(InEnglish);

    /// <summary>Fails where a Russian text has words that are neither Russian nor codes; what somebody has named stands in quotes.</summary>
    public static void LookAt(string russian)
    {
        Assert.True(Cyrillic().IsMatch(russian), $"This is not Russian: {russian}");
        var foreign = Foreign(russian);
        Assert.True(foreign.Length == 0, $"These words are neither Russian nor codes: {string.Join(", ", foreign)}. They stand in: {russian}");
    }

    /// <summary>Words of a Russian text that are neither Russian nor codes.</summary>
    public static string[] Foreign(string russian) =>
        [.. Latin().Matches(Quoted().Replace(russian, "")).Select(word => word.Value).Where(word => !codes.Contains(word))];

    private static IEnumerable<string> Routes() => DraftCommandTable.All.Steps.Select(step => step.Route).Concat(ProfileCommandTable.All.Steps.Select(step => step.Route))
        .SelectMany(route => Latin().Matches(route!).Select(word => word.Value));

    private static IEnumerable<string> EnumNames() => typeof(Phrase).Assembly.GetTypes().Where(type => type.IsEnum).SelectMany(Enum.GetNames)
        .SelectMany(name => (string[])[name, $"{char.ToLowerInvariant(name[0])}{name[1..]}"]);

    [GeneratedRegex("[а-яё]")]
    private static partial Regex Cyrillic();

    [GeneratedRegex("[A-Za-z_]+")]
    private static partial Regex Latin();

    [GeneratedRegex("«[^»]*»")]
    private static partial Regex Quoted();
}
