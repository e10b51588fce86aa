using System.Diagnostics;
using Dapper;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>What the drafts that are there already cost: the start, registrations and statuses, with none, some and many.</summary>
internal sealed class Growth(ComparisonOptions options)
{
    private const int Asked = 10_000;

    private readonly IReadOnlyList<Office> offices = Offices.Take(1);

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"growth {arguments}".TrimEnd();
        var options = ComparisonOptions.From(arguments);
        var many = arguments.Whole("drafts", 1_000_000, least: 1000, most: 10_000_000);
        arguments.NoOthers();
        await using var postgres = await options.StartPostgres();
        await using var stocks = await GrowthStocks.Make(postgres, some: many / 10, many, options);

        var benchmark = new Growth(options);
        var comparison = await Comparison.Make(
            options.Rounds,
            ("0", round => benchmark.Measure(stocks.Empty[round - 1])),
            ($"{many / 10}", round => benchmark.Measure(stocks.Some[round - 1])),
            ($"{many}", _ => benchmark.Measure(stocks.Many)));
        Report.Publish(
            $"growth {options.Storage}", command, options.Write,
            $"; {options.Clients} clients, which share the processors with the server",
            comparison.Table("drafts at first"), Comparison.Explained,
            $"{many} drafts were registered by the program's own code in {stocks.Filling.TotalSeconds:F0} s. The register was whole after each measurement.");
        return 0;
    }

    private async Task<RegistrationsRun> Measure(Stock stock)
    {
        var watch = Stopwatch.StartNew();
        await using var program = await stock.Start();
        var start = watch.Elapsed;
        var run = await Registrations.Measure([program], offices, options, stock.Drafts);
        stock.Holds(run.Acknowledged);
        var statuses = await AskStatuses(program, await Numbers(stock));
        return run with { Others = [new("statuses/s", statuses.Rate), new("start to ready s", start.TotalSeconds, 2)] };
    }

    private async Task<LoadResult> AskStatuses(OurProgram program, IEnumerable<string> numbers)
    {
        var token = program.Token(offices[0].Code, Role.Coordinator);
        using var client = StatusQueries.Client(program.Server, options.Clients, numbers.Select(number => RequestBytes.Get(ComparedServer.StatusOf(number), token, null)));
        return await client.Run(Load.For(options.Time / 2));
    }

    /// <summary>From all of the register.</summary>
    private static async Task<IEnumerable<string>> Numbers(Stock stock)
    {
        await using var store = stock.Open();
        await using var connection = await store.Open();
        return await connection.QueryAsync<string>("select number from registrations where serial % @every = 0", new { every = Math.Max(1, stock.Drafts / Asked) });
    }
}
