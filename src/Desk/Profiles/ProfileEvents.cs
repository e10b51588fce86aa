using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Desk.Profiles;

/// <summary>What lines of a profile's journal say beside what happened.</summary>
internal static class ProfileEvents
{
    /// <summary>The version that a line made, with the line; only those that made one.</summary>
    public static IEnumerable<(int Version, JournalLineResponse Line)> Versions(IEnumerable<JournalLineResponse> lines) => lines
        .Select(line => (Version: line.Type == "ProfileRegistered" ? 1 : Member(line.Details, "version") is { ValueKind: JsonValueKind.Number } version ? version.GetInt32() : 0, Line: line))
        .Where(each => each.Version > 0);

    /// <summary>The decision that a line is about; null if it is about none.</summary>
    public static (string Number, string Date, string Reason)? Decision(JournalLineResponse line) =>
        Member(line.Details, "decision") is { ValueKind: JsonValueKind.Object } decision
            ? (Text(decision, "number"), Day(decision, "date"), Text(decision, "reason"))
            : null;

    /// <summary>From when to when the profile is valid by a line that made a version.</summary>
    public static string? Valid(JournalLineResponse line) =>
        Text(line.Details, "validFrom") is { Length: > 0 } from ? Times.Days(from, Text(line.Details, "validTo")) : null;

    private static string Day(JsonElement of, string name) => DateOnly.TryParse(Text(of, name), System.Globalization.CultureInfo.InvariantCulture, out var day) ? day.Day() : "";

    private static string Text(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement? Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;
}
