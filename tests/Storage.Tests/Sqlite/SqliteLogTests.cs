using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Tests.Sqlite;

/// <summary>What is committed comes from the log into the file, and the log does not grow without end.</summary>
public sealed class SqliteLogTests : IAsyncLifetime
{
    private static readonly TimeSpan rest = TimeSpan.FromMilliseconds(50);

    private readonly DataFolder folder = new(Directory.CreateTempSubdirectory("rms-log-").FullName);
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Entries entries = new();
    private readonly SqliteDatabase database;
    private readonly Readings readings;

    public SqliteLogTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        database = Database(rest, new SqliteLogMetrics(meters, folder));
        readings = new Readings(meters);
    }

    public Task InitializeAsync() => database.Start(default);

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        readings.Dispose();
        await services.DisposeAsync();
        Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public async Task After_a_stop_the_file_alone_holds_everything_and_no_log_is_there()
    {
        await using var other = Database(TimeSpan.FromHours(1), null, new DataFolder(folder.File("other")));
        await other.Start(default);
        await Write(other, "one");
        await using (await other.Open(default)) // a reader that goes back to its pool
        {
        }

        await other.DisposeAsync();

        Assert.False(File.Exists(folder.File("other/rms.db-wal")));
        File.Copy(folder.File("other/rms.db"), folder.File("copy.db"));
        Assert.Equal(1, Count(folder.File("copy.db")));
    }

    [Fact]
    public async Task A_reader_that_is_still_in_use_at_the_stop_keeps_nothing_out_of_the_file()
    {
        await Write(database, "one");
        await using var reader = await database.Open(default);
        await Write(database, "two");

        await database.DisposeAsync();

        File.Copy(folder.Database, folder.File("copy.db"));
        Assert.Equal(2, Count(folder.File("copy.db")));
    }

    [Fact]
    public async Task Without_work_the_log_is_emptied()
    {
        await Write(database, "one");

        await Patience.Until("the log to be emptied", () => Task.FromResult(new FileInfo($"{folder.Database}-wal").Length), length => length == 0);

        await Write(database, "two");
        Assert.Equal(2, Count(folder.Database));
        Assert.Empty(entries.Told);
    }

    [Fact]
    public async Task A_foreign_reader_that_holds_the_log_up_is_logged_once_and_measured()
    {
        await Write(database, "one");
        using var foreign = new SqliteConnection($"Data Source={folder.Database};Pooling=false");
        foreign.Open();
        foreign.Execute("begin deferred");
        foreign.ExecuteScalar("select count(*) from feed_places");
        await Write(database, "two");

        Assert.Equal(2004, await entries.First.WaitAsync(Patience.Longest));
        Assert.InRange(readings.Now("rms.sqlite.log.held")[""], 0.001, 1000);
        Assert.InRange(readings.Now("rms.sqlite.log.size")[""], 1, double.MaxValue);

        foreign.Execute("rollback transaction");
        await Patience.Until("the log to be carried", () => Task.FromResult(readings.Now("rms.sqlite.log.held")[""]), held => held == 0);
        Assert.Single(entries.Told);
    }

    private SqliteDatabase Database(TimeSpan rest, SqliteLogMetrics? metrics, DataFolder? other = null) => new(
        other ?? folder, Options.Create(new StorageSettings { SqliteLogRest = rest }), [], new WriteReadiness(), TimeProvider.System, entries, metrics);

    private static Task Write(SqliteDatabase database, string purpose) => database.Run(
        (connection, _) => Task.FromResult(connection.Execute("insert into feed_places (purpose, place) values (@purpose, '0')", new { purpose })), default);

    private static int Count(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        return connection.ExecuteScalar<int>("select count(*) from feed_places");
    }

    private sealed class Entries : ILogger<SqliteDatabase>
    {
        private readonly TaskCompletionSource<int> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<int> Told { get; } = new();

        public Task<int> First => first.Task;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Told.Enqueue(eventId.Id);
            first.TrySetResult(eventId.Id);
        }
    }
}
