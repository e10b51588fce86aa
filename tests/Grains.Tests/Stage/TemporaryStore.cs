using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>The program's own storage, on SQLite in a folder that goes with it.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DataFolder folder = new(Directory.CreateTempSubdirectory("rms-grains-").FullName);
    private readonly ServiceProvider services;

    public TemporaryStore(HandClock clock)
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddKeyedSingleton<TimeProvider>(Clocks.Domain, clock)
            .AddSingleton<TimeProvider>(clock)
            .AddStorage(new ConfigurationBuilder().Build(), folder)
            .BuildServiceProvider();
        Journal = new FaultyJournal(services.GetRequiredService<IJournal>());
        Deadlines = services.GetRequiredService<IDeadlineStore>();
    }

    public FaultyJournal Journal { get; }

    public IDeadlineStore Deadlines { get; }

    private IDatabase Database => services.GetRequiredService<IDatabase>();

    public Task Start() => Database.Start(CancellationToken.None);

    public async Task<DraftHead> Head(DraftId draft)
    {
        await using var connection = await Database.Open(CancellationToken.None);
        return await connection.QuerySingleAsync<DraftHead>($"{JournalTables.DraftRows.Query} where d.id = @draft", new { draft });
    }

    /// <summary>The serials that were given, in their order.</summary>
    public async Task<IReadOnlyList<long>> Serials()
    {
        await using var connection = await Database.Open(CancellationToken.None);
        return (await connection.QueryAsync<long>("select serial from registrations order by sequence, serial")).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder.Path, recursive: true);
    }
}
