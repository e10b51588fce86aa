using System.Data.Common;
using Npgsql;

namespace RmsOrleans.Silo.Verification;

/// <summary>What verification asks in words of one database.</summary>
/// <param name="Begin">Begins a transaction that only reads, and sees one moment.</param>
/// <param name="HasSchema">A row if the store has been made.</param>
/// <param name="Fences">The names of the triggers that are in force.</param>
/// <param name="LinesToCome">Lines by transactions that this cluster has not come to; feeds do not see them.</param>
internal sealed record StoreDialect(string Name, string Begin, string HasSchema, string Fences, string? LinesToCome = null)
{
    private static readonly StoreDialect sqlite = new(
        "sqlite",
        "begin deferred",
        "select 1 from sqlite_master where name = 'schema_scripts'",
        "select name from sqlite_master where type = 'trigger'");

    private static readonly StoreDialect postgres = new(
        "postgres",
        "begin isolation level repeatable read read only",
        "select 1 from pg_class where oid = to_regclass('schema_scripts')",
        "select tgname::text from pg_trigger where not tgisinternal and tgenabled in ('A', 'O')",
        "select subject, line, transaction::text as transaction from journal_lines where transaction >= pg_snapshot_xmax(pg_current_snapshot())");

    public static StoreDialect Of(DbConnection connection) => connection is NpgsqlConnection ? postgres : sqlite;
}
