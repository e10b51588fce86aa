using System.Text.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Exports;

/// <summary>A revision of the directory, with whom it concerns.</summary>
internal static class RevisionRecord
{
    public static readonly string Select =
        $"{DirectoryTables.EntryRows.Query} where revision > @after and revision <= @upTo order by revision";

    public static readonly string SelectScopes =
        $"{DirectoryTables.ScopeRows.Query} where revision > @after and revision <= @upTo";

    public static void Write(Utf8JsonWriter json, DirectoryEntry entry, IEnumerable<DirectoryScope> scopes)
    {
        json.Write(new RegisterEntry(
            entry.Revision, SequenceKey.NameOfRevision(entry.Revision), entry.Profile.Value, entry.Version, entry.LineHash, entry.At, entry.Hash));
        json.WriteNumber("line", entry.Line);
        json.WriteString("change", entry.Change);
        json.WriteString("status", entry.Status.ToString());
        json.WriteString("validFrom", DayText.Of(entry.ValidFrom));
        json.WriteString("validTo", DayText.Of(entry.ValidTo));
        json.WriteStartArray("scope");
        foreach (var scope in scopes.OrderBy(scope => scope.Authority.Value, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("authority", scope.Authority.Value);
            json.WriteBoolean("applies", scope.Applies);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static DirectoryEntry Read(JsonElement json)
    {
        var link = json.Registration();
        return new DirectoryEntry(
            link.Serial,
            new ProfileId(link.Subject),
            json.Of("line").GetInt32(),
            json.Text("change"),
            Enum.Parse<ProfileStatus>(json.Text("status")),
            link.Version,
            DayText.Read(json.Text("validFrom")),
            DayText.Read(json.Text("validTo")),
            link.LineHash,
            link.At,
            link.Hash,
            [.. json.Of("scope").EnumerateArray().Select(scope => new EntryScope(new AuthorityCode(scope.Text("authority")), scope.Of("applies").GetBoolean()))]);
    }
}
