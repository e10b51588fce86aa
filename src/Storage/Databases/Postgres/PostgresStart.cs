using System.Text.RegularExpressions;
using Npgsql;

namespace RmsOrleans.Storage.Databases.Postgres;

/// <summary>
/// What can be known of a database before anything is kept in it. Each of these would show only later, to somebody who cannot mend it: as
/// searches that find nothing, or as a refused registration.
/// </summary>
internal static partial class PostgresStart
{
    /// <summary>The oldest version that its makers still mended when this was written.</summary>
    private const int OldestMajor = 14;

    private const string LackingRights = """
        select r.privilege as Privilege, c.relname::text as TableName
        from pg_class c cross join (values ('select'), ('insert'), ('update'), ('delete')) as r (privilege)
        where c.relkind = 'r' and c.relowner = (select relowner from pg_class where oid = to_regclass('schema_scripts'))
          and c.relnamespace = (select relnamespace from pg_class where oid = to_regclass('schema_scripts'))
          and not has_table_privilege(c.oid, r.privilege)
        order by c.relname, r.privilege
        """;

    /// <summary>What the script of rights takes away, so that a table stands in one list alone.</summary>
    private static readonly HashSet<(string Privilege, string Table)> withheld =
    [
        .. from revoked in Revoked().Matches(SchemaScript.Read("Schema/rights.postgres.sql"))
           from privilege in revoked.Groups["rights"].Value.Split(',', StringSplitOptions.TrimEntries)
           from table in revoked.Groups["tables"].Value.Split(',', StringSplitOptions.TrimEntries)
           select (privilege, table),
    ];

    /// <exception cref="StartRefusedException">This database, as this role sees it, is none to work on.</exception>
    public static async Task CheckServer(NpgsqlConnection connection)
    {
        var server = await connection.QuerySingleAsync<Server>("""
            select current_setting('server_version_num')::int / 10000 as Major, current_setting('server_version') as Version,
              current_setting('server_encoding') as Encoding, pg_is_in_recovery() as IsStandby,
              current_setting('transaction_read_only') = 'on' as IsReadOnly, current_user::text as Role
            """);
        if (server.Major < OldestMajor)
            throw new StartRefusedException($"PostgreSQL {server.Version} is too old; it must be {OldestMajor} or newer.");
        if (server.Encoding != "UTF8")
            throw new StartRefusedException($"the database has the encoding {server.Encoding}, by which letters and searches would be lost; make one with createdb --template=template0 --encoding=UTF8.");
        if (server.IsStandby)
            throw new StartRefusedException("the database is a standby and only lets itself be read; name its primary, or promote it.");
        if (server.IsReadOnly)
            throw new StartRefusedException($"the database only lets itself be read by the role {server.Role}; look at default_transaction_read_only of the server, the database and the role.");
    }

    /// <summary>For the role that works in the tables, when the scripts have been applied.</summary>
    /// <exception cref="StartRefusedException">It lacks a right that the program needs.</exception>
    public static async Task CheckRights(NpgsqlConnection connection)
    {
        if (await connection.ExecuteScalarAsync<bool>("select to_regclass('schema_scripts') is null"))
            return; // nothing is there that rights could be lacking on
        var lacking = (await connection.QueryAsync<(string Privilege, string Table)>(LackingRights))
            .Where(right => !withheld.Contains(right)).Select(right => $"{right.Privilege} on {right.Table}").ToList();
        if (lacking.Count > 0)
        {
            throw new StartRefusedException(
                $"the program's role lacks rights on the database: {string.Join(", ", lacking.Take(3))}{(lacking.Count > 3 ? $" and {lacking.Count - 3} more" : "")}. Run migrate with the role that owns the tables; it grants them.");
        }
    }

    [GeneratedRegex(@"^revoke (?<rights>[^;]+?) on\s+(?<tables>[^;]+?) from run_time_role;", RegexOptions.Multiline)]
    private static partial Regex Revoked();

    private sealed record Server(int Major, string Version, string Encoding, bool IsStandby, bool IsReadOnly, string Role);
}
