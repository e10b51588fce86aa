using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

[Collection(PostgresCollection.Name)]
public sealed class GaugeTests(PostgresCluster cluster)
{
    [Fact]
    public Task The_directory_is_current_where_the_latest_change_that_concerns_an_authority_has_been_loaded() => OnSqlite(CountsWhoIsCurrent);

    [Fact]
    public Task The_oldest_message_that_waits_tells_its_age() => OnSqlite(TellsTheAgeOfAMessage);

    [Fact]
    public Task A_node_measures_its_clock_against_the_databases() => OnSqlite(MeasuresItsClock);

    [PostgresFact]
    public async Task PostgreSQL_is_asked_the_same()
    {
        var database = await cluster.CreateDatabase();
        await using var program = new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
        await CountsWhoIsCurrent(program);
        await TellsTheAgeOfAMessage(program);
        await MeasuresItsClock(program);
        await program.Measure<DeadlineGauges>();
    }

    [Fact]
    public async Task The_storage_answers_until_it_does_not()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var readings = new Readings(meters);
        var storage = new StorageGauges(meters, new AbsentDatabase(), DatabaseClock.Sqlite, new HandClock(DateTimeOffset.UnixEpoch));
        Assert.Empty(readings.Now("rms.storage.answers"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Measure(default));

        Assert.Equal(0, readings.Now("rms.storage.answers")[""]);
        Assert.Empty(readings.Now("rms.clock.skew"));
    }

    [Fact]
    public async Task The_disk_of_the_data_folder_shows_its_size_and_what_is_free()
    {
        await using var program = new TheProgram();
        using var readings = program.Readings();
        await program.Measure<DiskGauges>();

        var disk = new DriveInfo(program.Services.GetRequiredService<DataFolder>().Path);
        Assert.Equal(disk.TotalSize, readings.Now("rms.disk.size")[""]);
        Assert.InRange(readings.Now("rms.disk.free")[""], 1, disk.TotalSize);
    }

    private static async Task OnSqlite(Func<TheProgram, Task> test)
    {
        await using var program = new TheProgram();
        await test(program);
    }

    /// <summary>A profile that concerns an office and its post; the office has loaded it, and then it changes.</summary>
    private static async Task CountsWhoIsCurrent(TheProgram program)
    {
        using var readings = program.Readings();
        var path = await AProfile.Adopted(program);
        await program.AsSystemOf("10216000").Post($"{AProfile.Directory}/acknowledgements", """{ "authority": "10216000", "revision": 1 }""").Body(HttpStatusCode.OK);

        Assert.Equal(["Office 1 of 1", "Post 0 of 1"], await Counted());

        await program.As(Ceramics.FcsCoordinator).Post($"{path}/update", AProfile.Update(offices: "10216000")).Body(HttpStatusCode.OK);

        Assert.Equal(["Office 0 of 1", "Post 0 of 1"], await Counted());

        async Task<IEnumerable<string>> Counted()
        {
            await program.Measure<DirectoryGauges>();
            var current = readings.Now("rms.directory.current");
            return readings.Now("rms.directory.concerned").Select(kind => $"{kind.Key} {current[kind.Key]} of {kind.Value}");
        }
    }

    private static async Task TellsTheAgeOfAMessage(TheProgram program)
    {
        using var readings = program.Readings();
        await program.Measure<WebhookGauge>();
        Assert.Equal(0, readings.Now("rms.webhooks.oldest")[""]);

        var now = program.Clock.GetUtcNow();
        await Write("insert into webhooks (id, authority, url, secret, created_at, created_by) values ('w', '10216000', 'http://127.0.0.1:1/', 's', 0, 'p')");
        foreach (var (number, age, isDead) in ((int, int, bool)[])[(1, 900, true), (2, 90, false), (3, 30, false)])
            await Write(
                "insert into webhook_messages (webhook, subject, number, body, made_at, dead_at) values ('w', @subject, @number, '{}', @madeAt, @deadAt)",
                new { subject = new DraftId(new Guid(7, 0, 0, new byte[8])), number, madeAt = now.AddSeconds(-age), deadAt = isDead ? now : (DateTimeOffset?)null });

        await program.Measure<WebhookGauge>();
        Assert.Equal(90, readings.Now("rms.webhooks.oldest")[""]);
        program.Clock.Turn(TimeSpan.FromSeconds(20));
        Assert.Equal(110, readings.Now("rms.webhooks.oldest")[""]);

        Task Write(string sql, object? values = null) =>
            program.Services.GetRequiredService<IDatabase>().Run((connection, _) => connection.ExecuteAsync(sql, values), CancellationToken.None);
    }

    /// <summary>The program goes by a clock that stands in November 2026; the database goes by the machine's.</summary>
    private static async Task MeasuresItsClock(TheProgram program)
    {
        using var readings = program.Readings();
        var before = program.Clock.GetUtcNow() - DateTimeOffset.UtcNow;
        await program.Measure<StorageGauges>();
        var after = program.Clock.GetUtcNow() - DateTimeOffset.UtcNow;

        Assert.InRange(readings.Now("rms.clock.skew")[""], after.TotalSeconds - 0.1, before.TotalSeconds + 0.1);
        Assert.Equal(1, readings.Now("rms.storage.answers")[""]);
    }

    private sealed class AbsentDatabase : IDatabase
    {
        public int BatchesAtOnce => 1;

        public Task<IReadOnlyList<string>> Start(CancellationToken cancellation) => throw new StorageUnavailableException();

        public Task<T> Query<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation) => throw new StorageUnavailableException();

        public Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) => throw new StorageUnavailableException();

        public ValueTask<DbConnection> Open(CancellationToken cancellation) => throw new StorageUnavailableException();

        public bool IsAway(Exception failure) => failure is StorageUnavailableException;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
