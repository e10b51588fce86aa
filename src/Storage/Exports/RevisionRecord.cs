using System.Globalization;
using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Storage.Exports;

/// <summary>A revision of the directory, with whom it concerns.</summary>
internal sealed class RevisionRecord
{
    public const string Select = """
        select revision as Revision, profile as Profile, line as Line, change as Change, status as Status, version as Version,
          valid_from as ValidFrom, valid_to as ValidTo, line_hash as LineHash, at as At, hash as Hash
        from directory_entries where revision > @after and revision <= @upTo order by revision
        """;

    public const string SelectScopes = """
        select revision as Revision, authority as Authority, applies as Applies from directory_scopes where revision > @after and revision <= @upTo
        """;

    public long Revision { get; init; }

    public ProfileId Profile { get; init; }

    public int Line { get; init; }

    public string Change { get; init; } = "";

    public string Status { get; init; } = "";

    public int Version { get; init; }

    public string ValidFrom { get; init; } = "";

    public string ValidTo { get; init; } = "";

    public byte[] LineHash { get; init; } = [];

    public DateTimeOffset At { get; init; }

    public byte[] Hash { get; init; } = [];

    public void Write(Utf8JsonWriter json, IEnumerable<Scope> scopes)
    {
        json.Write(new RegisterEntry(Revision, SequenceKey.NameOfRevision(Revision), Profile.Value, Version, LineHash, At, Hash));
        json.WriteNumber("line", Line);
        json.WriteString("change", Change);
        json.WriteString("status", Status);
        json.WriteString("validFrom", ValidFrom);
        json.WriteString("validTo", ValidTo);
        json.WriteStartArray("scope");
        foreach (var scope in scopes.OrderBy(scope => scope.Authority, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("authority", scope.Authority);
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
            Day(json.Text("validFrom")),
            Day(json.Text("validTo")),
            link.LineHash,
            link.At,
            link.Hash,
            [.. json.Of("scope").EnumerateArray().Select(scope => new EntryScope(new AuthorityCode(scope.Text("authority")), scope.Of("applies").GetBoolean()))]);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An authority that it concerns.</summary>
    public sealed class Scope
    {
        public long Revision { get; init; }

        public string Authority { get; init; } = "";

        public bool Applies { get; init; }
    }
}
