using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Npgsql;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Silo.Storage;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>A store with drafts whose terms run, some of which ended days ago: registered by the program's own code, on a clock that is set back.</summary>
internal sealed class DeadlineStock(string folder, PostgresDatabase? postgres)
{
    private const int Batch = 500;

    /// <summary>The program has run on it once, so that it has its tables and authorities.</summary>
    public static async Task<DeadlineStock> Make(PostgresDatabase? postgres, TimeSpan ago, int before, int now)
    {
        var folder = Directory.CreateTempSubdirectory("rms-benchmark-").FullName;
        await (await OurProgram.Start(folder, postgres)).Stop();
        var stock = new DeadlineStock(folder, postgres);
        await stock.Register(ago, before, now);
        return stock;
    }

    public Task<OurProgram> Start() => OurProgram.Start(folder, postgres);

    /// <summary>How many lines say that this happened, and how many of them a draft has at most.</summary>
    public async Task<(int Lines, int MostForOne)> Count(string happened)
    {
        await using var services = Services(TimeProvider.System);
        await using var connection = await Open(services);
        return await connection.QuerySingleAsync<(int, int)>(
            """
            select cast(coalesce(sum(lines), 0) as integer), cast(coalesce(max(lines), 0) as integer)
            from (select count(*) as lines from journal_lines where type = @happened group by subject) each_draft
            """,
            new { happened });
    }

    public async Task<int> Overdue()
    {
        await using var services = Services(TimeProvider.System);
        await using var connection = await Open(services);
        return await connection.ExecuteScalarAsync<int>("select count(*) from drafts where overdue");
    }

    public async Task<DateTimeOffset> EarliestDue()
    {
        await using var services = Services(TimeProvider.System);
        await using var connection = await Open(services);
        return await connection.ExecuteScalarAsync<DateTimeOffset>("select min(deadline_at) from drafts");
    }

    private async Task Register(TimeSpan ago, int before, int now)
    {
        var clock = new SetClock();
        await using var services = Services(clock);
        await services.GetRequiredService<IDatabase>().Start(CancellationToken.None);
        await services.GetRequiredService<AuthorityRegisterHolder>().Refresh(CancellationToken.None);
        clock.Now = DateTimeOffset.UtcNow - ago;
        await Register(services, 0, before);
        clock.Now = DateTimeOffset.UtcNow;
        await Register(services, before, now);
        await Settle();
    }

    /// <summary>PostgreSQL would tidy up after so many new rows within a minute, and so into what is measured.</summary>
    private async Task Settle()
    {
        if (postgres is null)
            return;
        await using var owner = new NpgsqlConnection(postgres.AsOwner);
        await owner.OpenAsync();
        await owner.ExecuteAsync("vacuum (analyze)", commandTimeout: 600);
        await owner.ExecuteAsync("checkpoint;", commandTimeout: 600);
    }

    private static async Task Register(ServiceProvider services, int from, int count)
    {
        var (journal, numbers) = (services.GetRequiredService<IJournal>(), services.GetRequiredService<NumberSequence>());
        for (var first = from; first < from + count; first += Batch)
        {
            var batch = Enumerable.Range(first, Math.Min(Batch, from + count - first))
                .Select(i => Requests.Of(new DraftId(new Guid(i, 5, 5, [1, 2, 3, 4, 5, 6, 7, 8])))).ToImmutableArray();
            await journal.Register(new SequenceKey("00-10216"), batch, numbers.Number, CancellationToken.None);
        }
    }

    private ServiceProvider Services(TimeProvider clock)
    {
        var settings = new Dictionary<string, string?> { ["Storage:Postgres"] = postgres?.AsProgram, ["Storage:PostgresOwner"] = postgres?.AsOwner };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddKeyedSingleton(Clocks.Domain, clock);
        services.AddStorage(configuration, new DataFolder(folder));
        services.AddDomain(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>For reading only, so a program may work on the store meanwhile.</summary>
    private static ValueTask<DbConnection> Open(ServiceProvider services) => services.GetRequiredService<IDatabase>().Open(CancellationToken.None);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
