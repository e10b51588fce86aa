using System.Data.Common;
using Npgsql;

namespace RmsOrleans.Silo.Verification;

/// <summary>What verification asks in words of one database.</summary>
/// <param name="Begin">Begins a transaction that only reads, and sees one moment.</param>
/// <param name="HasSchema">A row if the store has been made.</param>
/// <param name="Fences">The names of the triggers that are in force.</param>
internal sealed record StoreDialect(string Name, string Begin, string HasSchema, string Fences)
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
        "select tgname::text from pg_trigger where not tgisinternal and tgenabled in ('A', 'O')");

    public static StoreDialect Of(DbConnection connection) => connection is NpgsqlConnection ? postgres : sqlite;
}
