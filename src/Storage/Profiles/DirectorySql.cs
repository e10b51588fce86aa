using Npgsql;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Profiles;

/// <summary>The statements that publish changes in the directory, and their rows as arrays, one for each column.</summary>
internal static class DirectorySql
{
    /// <summary>Profile numbers first, then revisions, as everybody does: descending, because that is how the two keys sort.</summary>
    public const string LockSequences = "select key, last_serial, last_at, last_hash from sequences where key = any ($1) order by key desc for update";

    public const string LockProfiles = "select id, last_line from profiles where id = any ($1) order by id for update";

    public const string InsertProfiles = $"insert into profiles ({Columns}) select * from unnest({Parameters})";

    /// <summary>The rows are locked, so they still stand where they stood.</summary>
    public const string UpdateProfiles = $"""
        update profiles p set
          status = n.status, version = n.version, title = n.title, territory = n.territory, mode = n.mode, valid_from = n.valid_from,
          valid_to = n.valid_to, changed_at = n.changed_at, due_at = n.due_at, cancellation = n.cancellation, content_line = n.content_line,
          revision = n.revision, last_line = n.last_line, last_hash = n.last_hash
        from unnest({Parameters}) as n ({Columns}) where p.id = n.id
        """;

    public const string InsertEntries = """
        insert into directory_entries (revision, profile, line, change, status, version, valid_from, valid_to, line_hash, at, hash)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    public const string InsertScopes = "insert into directory_scopes (authority, revision, applies) select * from unnest($1, $2, $3)";

    private const string Columns = """
        id, number, serial, draft, draft_number, kind, registered_at, status, version, title, territory, mode, valid_from, valid_to,
        changed_at, due_at, cancellation, content_line, revision, last_line, last_hash
        """;

    private const string Parameters = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21";

    public static void AddProfiles(this NpgsqlParameterCollection parameters, List<ProfileHead> heads)
    {
        parameters.AddColumn(heads, head => head.Id.Value);
        parameters.AddColumn(heads, head => head.Number.ToString());
        parameters.AddColumn(heads, head => head.Number.Serial);
        parameters.AddColumn(heads, head => head.Draft.Value);
        parameters.AddColumn(heads, head => head.DraftNumber.ToString());
        parameters.AddColumn(heads, head => head.Kind.ToString());
        parameters.AddColumn(heads, head => head.RegisteredAt.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, head => head.Status.ToString());
        parameters.AddColumn(heads, head => head.Version);
        parameters.AddColumn(heads, head => head.Title);
        parameters.AddColumn(heads, head => head.Territory.ToString());
        parameters.AddColumn(heads, head => head.Mode.ToString());
        parameters.AddColumn(heads, head => ProfileColumns.Day(head.ValidFrom));
        parameters.AddColumn(heads, head => ProfileColumns.Day(head.ValidTo));
        parameters.AddColumn(heads, head => head.ChangedAt.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, head => head.DueAt?.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, ProfileColumns.Cancellation);
        parameters.AddColumn(heads, head => head.ContentLine);
        parameters.AddColumn(heads, head => head.Revision);
        parameters.AddColumn(heads, head => head.Line);
        parameters.AddColumn(heads, head => head.LineHash);
    }

    public static void AddEntries(this NpgsqlParameterCollection parameters, List<DirectoryEntry> entries)
    {
        parameters.AddColumn(entries, entry => entry.Revision);
        parameters.AddColumn(entries, entry => entry.Profile.Value);
        parameters.AddColumn(entries, entry => entry.Line);
        parameters.AddColumn(entries, entry => entry.Change);
        parameters.AddColumn(entries, entry => entry.Status.ToString());
        parameters.AddColumn(entries, entry => entry.Version);
        parameters.AddColumn(entries, entry => ProfileColumns.Day(entry.ValidFrom));
        parameters.AddColumn(entries, entry => ProfileColumns.Day(entry.ValidTo));
        parameters.AddColumn(entries, entry => entry.LineHash);
        parameters.AddColumn(entries, entry => entry.At.ToUnixTimeMilliseconds());
        parameters.AddColumn(entries, entry => entry.Hash);
    }

    public static void AddScopes(this NpgsqlParameterCollection parameters, List<DirectoryEntry> entries)
    {
        var rows = entries.SelectMany(entry => entry.Scope.Select(scope => (scope.Authority, entry.Revision, scope.Applies))).ToList();
        parameters.AddColumn(rows, row => row.Authority.Value);
        parameters.AddColumn(rows, row => row.Revision);
        parameters.AddColumn(rows, row => row.Applies);
    }
}
