using Dapper;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>A store with drafts whose terms run, some of which ended days ago.</summary>
internal sealed class DeadlineStock(Stock stock) : IAsyncDisposable
{
    public static async Task<DeadlineStock> Make(PostgresCluster? postgres, TimeSpan ago, int before, int now)
    {
        var stock = await Stock.Make(postgres);
        await stock.Register(DateTimeOffset.UtcNow - ago, before);
        await stock.Register(DateTimeOffset.UtcNow, now);
        await stock.Settle();
        return new DeadlineStock(stock);
    }

    public long Drafts => stock.Drafts;

    /// <summary>A store of its own with the same content. No program may work on this one meanwhile.</summary>
    public async Task<DeadlineStock> Copy() => new(await stock.Copy());

    public Task<OurProgram> Start() => stock.Start();

    /// <summary>How many lines say that this happened, and how many of them a draft has at most.</summary>
    public async Task<(int Lines, int MostForOne)> Count(string happened)
    {
        await using var store = stock.Open();
        return await store.Count(happened);
    }

    public Task<int> Overdue() => Ask<int>("select count(*) from drafts where overdue");

    public Task<DateTimeOffset> EarliestDue() => Ask<DateTimeOffset>("select min(deadline_at) from drafts");

    public ValueTask DisposeAsync() => stock.DisposeAsync();

    private async Task<T> Ask<T>(string sql)
    {
        await using var store = stock.Open();
        await using var connection = await store.Open();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
