using Npgsql;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>When PostgreSQL fails under load, every caller gets its true number or 503, and there is no gap and no double.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private static readonly AuthorityCode baltic = new("10216000");

    private readonly PostgresCluster cluster = PostgresCluster.Own();
    private readonly Office office = new(baltic.Value);

    public Task InitializeAsync() => cluster.InitializeAsync();

    public Task DisposeAsync() => cluster.DisposeAsync();

    [PostgresFact(Timeout = Limits.OneTest)]
    public Task Its_sessions_are_ended_again_and_again() => UnderLoad(async (database, _, clients) =>
    {
        for (var round = 1; round <= 10; round++)
        {
            await office.HasAcknowledged(100 * round, clients);
            await database.EndSessions();
        }
        await office.HasAcknowledged(1200, clients);
    });

    [PostgresFact(Timeout = Limits.OneTest)]
    public Task The_row_of_the_sequence_is_locked_for_longer_than_a_session_waits() => UnderLoad(async (database, _, clients) =>
    {
        await office.HasAcknowledged(100, clients);
        await using (await database.Lock("select 1 from sequences for update"))
            await office.WasTurnedAway();
        await office.HasAcknowledged(200, clients);
    });

    [PostgresFact(Timeout = Limits.OneTest)]
    public Task It_is_stopped_and_started_again() => UnderLoad(async (_, _, clients) =>
    {
        await office.HasAcknowledged(100, clients);
        await cluster.Stop();
        await office.WasTurnedAway();
        await cluster.Start();
        await office.HasAcknowledged(300, clients);
    });

    [PostgresFact(Timeout = Limits.OneTest)]
    public Task Its_role_loses_the_right_to_write() => UnderLoad(async (database, http, clients) =>
    {
        await office.HasAcknowledged(100, clients);
        await database.Execute($"revoke insert on journal_lines from {database.Role}");
        await Outage.IsSeen(http, office, "writes", "The database does not let the program's role write.");
        await Outage.LeavesReading(http, office);

        await database.Execute($"grant insert on journal_lines to {database.Role}");
        await Outage.IsOver(http, office, clients);
    });

    [PostgresFact(Timeout = Limits.OneTest)]
    public Task Its_role_may_not_log_in_any_more() => UnderLoad(async (database, http, clients) =>
    {
        await office.HasAcknowledged(100, clients);
        await database.Execute($"alter role {database.Role} nologin");
        await database.EndSessions();
        await Outage.IsSeen(http, office, "storage", "The database does not answer.");

        await database.Execute($"alter role {database.Role} login");
        await Outage.IsOver(http, office, clients);
    });

    private async Task UnderLoad(Func<Database, HttpClient, Task, Task> fault)
    {
        var strings = await cluster.CreateDatabase();
        using var site = new Site("--Storage:Postgres", strings.Program, "--Storage:PostgresOwner", strings.Owner);
        await using var program = await site.Start();
        using var http = program.Client(baltic, Role.Coordinator);
        using var stop = new CancellationTokenSource();

        var clients = office.SubmitWhateverComes(http, 32, stop.Token);
        await fault(new Database(strings), http, clients);
        await stop.CancelAsync();
        await clients;

        await Register.EndsWhole(http, baltic, office, site);
    }

    private sealed record Database(PostgresDatabaseStrings Strings)
    {
        /// <summary>The one that the program works with.</summary>
        public string Role => new NpgsqlConnectionStringBuilder(Strings.Program).Username!;

        public async Task Execute(string sql)
        {
            await using var connection = await Open();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        public Task EndSessions() =>
            Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

        /// <summary>Runs it in a transaction that stays open as long as the connection.</summary>
        public async Task<NpgsqlConnection> Lock(string sql)
        {
            var connection = await Open();
            await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
            return connection;
        }

        private async Task<NpgsqlConnection> Open()
        {
            var connection = new NpgsqlConnection($"{Strings.Superuser};Pooling=false");
            await connection.OpenAsync();
            return connection;
        }
    }
}
