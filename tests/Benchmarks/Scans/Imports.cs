using System.Collections.Immutable;
using System.Globalization;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Declarations;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>What an import takes, step by step, in this process and on SQLite. What the runtime compiles is compiled by then, since a smaller import goes before.</summary>
internal static class Imports
{
    private const int PartForWarmUp = 4;

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"imports {arguments}".TrimEnd();
        var items = arguments.Whole("items", 1_000_000, least: 10_000, most: 100_000_000);
        var write = arguments.Has("write");
        arguments.NoOthers();

        var load = Machine.Load();
        await Take(Math.Min(items, 1_000_000) / PartForWarmUp);
        var steps = await Take(items);
        var taken = steps.Take(2).Aggregate(Cost.None, (sum, each) => sum + each.Cost);
        var table = new Table("", "processor µs an item", "bytes allocated an item", "items a processor second", "to hold");
        foreach (var (name, cost) in steps)
            Add(name, cost, "");
        Add("taken, with its commit: both of the former", taken, "100000");
        Add("taken and sealed", taken + steps[^1].Cost, "");
        Report.Publish("imports", command, write, string.Create(CultureInfo.InvariantCulture, $"; load of the machine {load:F1} before and {Machine.Load():F1} after"), table);
        return 0;

        void Add(string name, Cost cost, string toHold) => table.Add(
            name, Number(cost.Time.TotalMicroseconds / items, 2), Number(cost.Bytes / (double)items), Number(items / cost.Time.TotalSeconds), toHold);
    }

    private static async Task<ImmutableArray<(string Name, Cost Cost)>> Take(int items)
    {
        await using var stock = await Stock.Make(null);
        await using var store = stock.Open();
        await store.Start();
        var file = Path.Combine(stock.Folder, "made.ndjson");
        MadeFlow.Write(file, items);
        var declarations = store.Service<DeclarationStore>();
        var load = await declarations.Begin(new(RecordKind.Declarations, FileFormat.JsonLines, null, "made.ndjson", new("imports", "imports", AuthorityCode.Fcs, null, [])), CancellationToken.None);
        var (reading, committing) = (Cost.None, Cost.None);
        await using var content = File.OpenRead(file);
        await using var left = new LoadFile(FileFormat.JsonLines, null, RecordKind.Declarations).Read(content, CancellationToken.None).GetAsyncEnumerator();
        while (true)
        {
            var batch = new LoadBatch(load);
            reading += await Cost.Of(async () =>
            {
                while (!DeclarationLoading.IsFull(batch) && await left.MoveNextAsync())
                    batch.Add(left.Current);
            });
            if (batch.Refused > 0)
                throw new BenchmarkFailedException("A line that was made was refused.");
            if (batch.Count == 0)
                break;
            committing += await Cost.Of(() => declarations.Write(batch, CancellationToken.None));
        }
        await declarations.End(load, LoadState.Done, null, null, null, CancellationToken.None);
        var sealing = await Cost.Of(() => store.Service<DeclarationSealing>().Seal(1, CancellationToken.None));
        return [("reading lines, and making rows of them: with the canonical line and its hash", reading), ("writing rows, with the commit of each batch", committing), ("sealing into segments", sealing)];
    }

    /// <summary>Of the whole process: what the collector takes too.</summary>
    private readonly record struct Cost(TimeSpan Time, long Bytes)
    {
        public static Cost None => default;

        public static Cost operator +(Cost one, Cost other) => new(one.Time + other.Time, one.Bytes + other.Bytes);

        public static async Task<Cost> Of(Func<Task> step)
        {
            var (began, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            await step();
            return new(Environment.CpuUsage.TotalTime - began, GC.GetTotalAllocatedBytes() - bytes);
        }
    }
}
