using Dapper;
using Npgsql;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;
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
        await using var store = Store();
        return await store.Count(happened);
    }

    public Task<int> Overdue() => Ask<int>("select count(*) from drafts where overdue");

    public Task<DateTimeOffset> EarliestDue() => Ask<DateTimeOffset>("select min(deadline_at) from drafts");

    private async Task<T> Ask<T>(string sql)
    {
        await using var store = Store();
        await using var connection = await store.Open();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private async Task Register(TimeSpan ago, int before, int now)
    {
        await using var store = Store();
        await store.Start();
        await Register(store, DateTimeOffset.UtcNow - ago, 0, before);
        await Register(store, DateTimeOffset.UtcNow, before, now);
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

    private static async Task Register(SetBackStore store, DateTimeOffset at, int from, int count)
    {
        foreach (var batch in Enumerable.Range(from, count).Chunk(Batch))
        {
            await store.Register(
                new SequenceKey("00-10216"), at, batch.Select(i => Requests.Of(new DraftId(new Guid(i, 5, 5, [1, 2, 3, 4, 5, 6, 7, 8])))));
        }
    }

    private SetBackStore Store() =>
        new(folder, postgres is null ? [] : ["--Storage:Postgres", postgres.AsProgram, "--Storage:PostgresOwner", postgres.AsOwner]);
}
