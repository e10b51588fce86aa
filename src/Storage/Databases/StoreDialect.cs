using System.Data.Common;
using Npgsql;

namespace RmsOrleans.Storage.Databases;

/// <summary>What is asked in words of one database, above all by verification.</summary>
/// <param name="Begin">Begins a transaction that only reads, and sees one moment.</param>
/// <param name="HasSchema">A row if the store has been made.</param>
/// <param name="Fences">The triggers that are in force, each with all that it does.</param>
/// <param name="Moment">What stands in the journal now, as text.</param>
/// <param name="Visible">Whether a line stood there at <c>@moment</c>.</param>
/// <param name="Entries">A text that is another whenever entries of registers may stand otherwise.</param>
/// <param name="LinesToCome">Lines by transactions that this cluster has not come to; feeds do not see them.</param>
internal sealed record StoreDialect(string Name, string Begin, string HasSchema, string Fences, string Moment, string Visible, string Entries, string? LinesToCome = null)
{
    private static readonly StoreDialect sqlite = new(
        "sqlite",
        "begin deferred",
        "select 1 from sqlite_master where name = 'schema_scripts'",
        "select name as Name, sql as Text from sqlite_master where type = 'trigger'",
        "select cast(coalesce(max(position), 0) as text) from journal_lines",
        "position <= cast(@moment as integer)",
        "select cast(coalesce(max(place), 0) as text) from entry_places"); // each of their lines takes one

    private static readonly StoreDialect postgres = new(
        "postgres",
        "begin isolation level repeatable read read only",
        "select 1 from pg_class where oid = to_regclass('schema_scripts')",
        """
        select t.tgname::text as Name, pg_get_triggerdef(t.oid) || ' ' || p.prosrc as Text from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        where not t.tgisinternal and t.tgenabled = 'A'
        """,
        "select pg_current_snapshot()::text",
        "pg_visible_in_snapshot(transaction, @moment::pg_snapshot)",
        "select pg_current_snapshot()::text",
        "select subject, line, transaction::text as transaction from journal_lines where transaction >= pg_snapshot_xmax(pg_current_snapshot())");

    /// <param name="where">What has no store, where it has none.</param>
    /// <exception cref="NothingThereException">The store has not been made. An empty file is an SQLite database too.</exception>
    public static async Task MustBeMade(DbConnection connection, string where = "this database")
    {
        if (await connection.ExecuteScalarAsync(Of(connection).HasSchema) is null)
            throw new NothingThereException($"there is no store in {where}.");
    }

    public static StoreDialect Of(DbConnection connection) => connection is NpgsqlConnection ? postgres : sqlite;
}
