using System.Text.Json;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Profiles;

/// <summary>How profiles and the directory stand in their tables.</summary>
internal static class DirectoryTables
{
    public static readonly RowMapping<ProfileHead> ProfileRows = new("profiles", "p", ["id", "number", "serial", "draft", "draft_number", "kind", "registered_at"],
    [
        (nameof(ProfileHead.Number),
        [
            Column<ProfileHead>.Text("number", head => head.Number.ToString(), nameof(ProfileHead.Number)),
            Column<ProfileHead>.Number("serial", head => head.Number.Serial),
        ]),
        (nameof(ProfileHead.Cancellation), [Column<ProfileHead>.Text("cancellation", Json, nameof(ProfileHead.Cancellation))]),
        (nameof(ProfileHead.Scope), []),
    ]);

    public static readonly RowMapping<DirectoryEntry> EntryRows = new("directory_entries", "e", ["revision"], [(nameof(DirectoryEntry.Scope), [])]);

    public static readonly RowMapping<DirectoryScope> ScopeRows = new("directory_scopes", "s", ["revision", "authority"]);

    /// <summary>Profile numbers first, then revisions, as everybody does: descending, because that is how the two keys sort.</summary>
    public const string LockSequences = "select key, last_serial, last_at, last_hash from sequences where key = any ($1) order by key desc for update";

    public const string LockProfiles = "select id, last_line from profiles where id = any ($1) order by id for update";

    /// <summary>The rows are locked, so they still stand where they stood.</summary>
    public static readonly string UpdateProfiles = $"{ProfileRows.UpdateMany} from {ProfileRows.Rows()} where t.id = n.id";

    private static string? Json(ProfileHead head) =>
        head.Cancellation is { } decision ? JsonSerializer.Serialize(decision, StoredProfile.Json.DecisionPaper) : null;
}

/// <summary>An authority that a revision of the directory concerns.</summary>
internal sealed record DirectoryScope(AuthorityCode Authority, long Revision, bool Applies)
{
    public static List<DirectoryScope> Of(IEnumerable<DirectoryEntry> entries) =>
        [.. entries.SelectMany(entry => entry.Scope.Select(scope => new DirectoryScope(scope.Authority, entry.Revision, scope.Applies)))];
}
