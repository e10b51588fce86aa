using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>A fresh database, on which a test opens one node or, if the database allows it, several.</summary>
internal interface IStage
{
    Task Prepare();

    Task<Store> OpenNode(HandClock clock, params SchemaScript[] added);

    Task Clear();
}

internal sealed class SqliteStage : IStage
{
    public DataFolder Folder { get; } = new(Directory.CreateTempSubdirectory("rms-sqlite-").FullName);

    public Task Prepare() => Task.CompletedTask;

    public Task<Store> OpenNode(HandClock clock, params SchemaScript[] added) => Store.Open(clock, Folder, [], added);

    public Task Clear()
    {
        Directory.Delete(Folder.Path, recursive: true);
        return Task.CompletedTask;
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

    public async Task Prepare() => strings = await cluster.CreateDatabase();

    public Task<Store> OpenNode(HandClock clock, params SchemaScript[] added) => OpenNode(clock, Settings, added);

    public Task<Store> OpenNode(HandClock clock, Dictionary<string, string?> settings, params SchemaScript[] added) =>
        Store.Open(clock, new DataFolder(Path.GetTempPath()), settings, added);

    public Task Clear() => Task.CompletedTask;
}
