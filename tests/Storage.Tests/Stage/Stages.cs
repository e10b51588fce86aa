using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using RmsOrleans.Storage.Backups;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Databases.Postgres;
using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Exports;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>A fresh database, on which a test opens one node or, if the database allows it, several.</summary>
internal interface IStage
{
    Task Prepare();

    /// <summary>The same with all scripts applied, as they were once for all tests: before most of them that would take longer than the test.</summary>
    Task PrepareReady();

    Task<Store> OpenNode(HandClock clock, params SchemaScript[] added);

    /// <summary>Changes the store past its fences, as whoever holds the file or is the cluster's superuser can; the fences stand again afterwards.</summary>
    Task Forge(string sql);

    /// <summary>What copies this store into a file and makes it of one; nothing has to be opened for it.</summary>
    IStoreBackup Backups { get; }

    /// <summary>Fills this store, which must be empty.</summary>
    Task<IStoreLoading> BeginLoading();

    /// <summary>Leaves one append-only table without what keeps it so.</summary>
    Task LowerFence(string table);

    /// <summary>Puts one in its place that has its name and lets everything pass.</summary>
    Task WeakenFence(string table);

    Task Clear();
}

internal sealed class SqliteStage : IStage
{
    /// <summary>The file as it is when all scripts have been applied, once for all tests.</summary>
    private static readonly Lazy<Task<byte[]>> ready = new(MakeReady);

    public DataFolder Folder { get; } = new(Directory.CreateTempSubdirectory("rms-sqlite-").FullName);

    public IStoreBackup Backups => new SqliteBackup(Folder);

    public async Task<IStoreLoading> BeginLoading() => await SqliteLoading.Begin(Folder, default);

    public Task Prepare() => Task.CompletedTask;

    public async Task PrepareReady()
    {
        await using var file = DataFolder.Open(Folder.Database, FileShare.None);
        await file.WriteAsync(await ready.Value);
    }

    public Task<Store> OpenNode(HandClock clock, params SchemaScript[] added) => Store.Open(clock, Folder, [], added);

    public async Task LowerFence(string table)
    {
        await using var connection = await OpenAsHolder();
        await connection.ExecuteAsync($"drop trigger {table}_stay");
    }

    public async Task WeakenFence(string table)
    {
        await using var connection = await OpenAsHolder();
        await connection.ExecuteAsync($"drop trigger {table}_stay; create trigger {table}_stay before delete on {table} begin select 1; end");
    }

    public async Task Forge(string sql)
    {
        await using var connection = await OpenAsHolder();
        var fences = (await connection.QueryAsync<(string Name, string Sql)>("select name, sql from sqlite_master where type = 'trigger'")).AsList();
        await connection.ExecuteAsync(string.Concat(fences.Select(fence => $"drop trigger {fence.Name};")) + sql + ";" + string.Concat(fences.Select(fence => $"{fence.Sql};")));
    }

    public Task Clear()
    {
        Directory.Delete(Folder.Path, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task<byte[]> MakeReady()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("rms-sqlite-").FullName);
        await using (var database = new SqliteDatabase(folder, Options.Create(new StorageSettings()), [], new WriteReadiness(), TimeProvider.System, NullLogger<SqliteDatabase>.Instance))
            await database.Start(default);
        var bytes = await File.ReadAllBytesAsync(folder.Database);
        Directory.Delete(folder.Path, recursive: true);
        return bytes;
    }

    private async Task<SqliteConnection> OpenAsHolder()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Folder.Database, ForeignKeys = false, Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }
}

/// <summary>Nodes run with the run-time role, and scripts as the owner.</summary>
internal sealed class PostgresStage(PostgresCluster cluster) : IStage
{
    private PostgresDatabaseStrings? strings;

    public PostgresDatabaseStrings Strings => strings ?? throw new InvalidOperationException("The stage has not been prepared.");

    public Dictionary<string, string?> Settings => new()
    {
        ["Storage:Postgres"] = Strings.Program,
        ["Storage:PostgresOwner"] = Strings.Owner,
    };

    public IStoreBackup Backups => new PostgresBackup(Unopened(Strings), Options.Create(Roles));

    public async Task<IStoreLoading> BeginLoading() => await PostgresLoading.Begin(Unopened(Strings), Roles, default);

    private StorageSettings Roles => RolesOf(Strings);

    private static StorageSettings RolesOf(PostgresDatabaseStrings strings) => new() { Postgres = strings.Program, PostgresOwner = strings.Owner };

    private static PostgresDatabase Unopened(PostgresDatabaseStrings strings) => new(Options.Create(RolesOf(strings)), [], new WriteReadiness(), TimeProvider.System);

    public async Task Prepare() => strings = await cluster.CreateDatabase();

    public async Task PrepareReady() => strings = await cluster.CreateReady(async first =>
    {
        await using var database = Unopened(first);
        await database.Start(default);
    });

    public Task<Store> OpenNode(HandClock clock, params SchemaScript[] added) => OpenNode(clock, Settings, added);

    public Task<Store> OpenNode(HandClock clock, Dictionary<string, string?> settings, params SchemaScript[] added) =>
        Store.Open(clock, Folder, settings, added);

    /// <summary>What lies beside the database.</summary>
    private DataFolder Folder { get; } = new(Directory.CreateTempSubdirectory("rms-postgres-data-").FullName);

    public async Task LowerFence(string table)
    {
        await using var connection = await OpenAsSuperuser();
        await connection.ExecuteAsync($"alter table {table} disable trigger {table}_stay");
    }

    public async Task WeakenFence(string table)
    {
        await using var connection = await OpenAsSuperuser();
        await connection.ExecuteAsync($"""
            create function let_pass() returns trigger language plpgsql as 'begin return null; end';
            create or replace trigger {table}_stay before update or delete or truncate on {table} for each statement execute function let_pass();
            alter table {table} enable always trigger {table}_stay
            """);
    }

    public async Task Forge(string sql)
    {
        await using var connection = await OpenAsSuperuser();
        var fences = (await connection.QueryAsync<(string Table, string Name)>(
            "select tgrelid::regclass::text, tgname::text from pg_trigger where not tgisinternal")).AsList();
        await connection.ExecuteAsync(string.Concat(fences.Select(fence => $"alter table {fence.Table} disable trigger {fence.Name};")) + sql);
        await connection.ExecuteAsync(string.Concat(fences.Select(fence => $"alter table {fence.Table} enable always trigger {fence.Name};")));
    }

    public Task Clear()
    {
        if (Directory.Exists(Folder.Path))
            Directory.Delete(Folder.Path, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<NpgsqlConnection> OpenAsSuperuser()
    {
        var connection = new NpgsqlConnection(Strings.Superuser);
        await connection.OpenAsync();
        return connection;
    }
}
