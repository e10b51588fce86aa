using System.Diagnostics;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Stores of three sizes, copied from one while it grew: the smaller ones anew for each round; the largest is the same in all, and grows on.
/// </summary>
internal sealed class GrowthStocks : IAsyncDisposable
{
    private readonly List<Stock> all = [];

    private GrowthStocks()
    {
    }

    /// <summary>By round, from 0.</summary>
    public IReadOnlyList<Stock> Empty { get; private set; } = [];

    /// <summary>By round, from 0.</summary>
    public IReadOnlyList<Stock> Some { get; private set; } = [];

    public Stock Many => all[0];

    /// <summary>How long it took to fill the largest.</summary>
    public TimeSpan Filling { get; private set; }

    public static async Task<GrowthStocks> Make(PostgresCluster? postgres, int some, int many, ComparisonOptions options)
    {
        var stocks = new GrowthStocks();
        try
        {
            stocks.all.Add(await Stock.Make(postgres));
            stocks.Empty = await stocks.Copies(options.Rounds);
            await stocks.Fill(some, options.WithKeys);
            stocks.Some = await stocks.Copies(options.Rounds);
            await stocks.Fill(many - some, options.WithKeys);
            return stocks;
        }
        catch
        {
            await stocks.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stock in all)
            await stock.DisposeAsync();
    }

    private async Task Fill(int drafts, bool withKeys)
    {
        var watch = Stopwatch.StartNew();
        await Many.Register(DateTimeOffset.UtcNow, drafts, withKeys);
        Filling += watch.Elapsed;
        await Many.Settle();
        Console.Error.WriteLine($"{Many.Drafts} drafts after {Filling.TotalSeconds:F0} s");
    }

    private async Task<IReadOnlyList<Stock>> Copies(int rounds)
    {
        var copies = new List<Stock>();
        for (var round = 0; round < rounds; round++)
        {
            copies.Add(await Many.Copy());
            all.Add(copies[^1]);
        }
        return copies;
    }
}
