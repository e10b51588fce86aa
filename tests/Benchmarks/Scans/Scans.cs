using System.Diagnostics;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Tests;
using static RmsOrleans.Benchmarks.Blocks.Figures;
using Comparison = RmsOrleans.Declarations.Conditions.Comparison;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>Profiles over the declarations of a year, beside DuckDB over the same ones.</summary>
internal static class Scans
{
    private const int LoadedItems = 300_000;

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"scan {arguments}".TrimEnd();
        var items = arguments.Whole("items", 5_000_000, least: 10_000, most: 100_000_000);
        var profiles = arguments.Whole("profiles", 200, most: 10_000);
        var isAlone = arguments.Has("alone");
        var write = arguments.Has("write");
        arguments.NoOthers();

        using var second = isAlone ? null : new DuckDbDeclarations(Folding.Default);
        using var stock = ScanStock.Make(items, second);
        Console.Error.WriteLine($"{stock.Items} items are written.");
        second?.Finish();
        var run = await CommandRun.Of(new ProcessStartInfo("dotnet", [typeof(Scans).Assembly.Location, "scan-once", "--folder", stock.Folder, "--profiles", $"{profiles}"]));
        if (run.ExitCode != 0)
            throw new BenchmarkFailedException($"scan-once: {run}");
        var ours = ScanFigures.Read(run.Output);
        if (ours.Items != stock.Items)
            throw new BenchmarkFailedException($"{stock.Items} items were written, {ours.Items} examined.");

        var table = new Table("", "measured", "to hold");
        table.Add($"{profiles} profiles over {stock.Items} items, processor s", Number(ours.Again / 1000, 2), "4");
        table.Add("the same in a fresh process, processor s", Number(ours.Fresh / 1000, 2), "");
        table.Add("from the start of the process to the first part, ms", Number(ours.First), "1000");
        table.Add("one profile by commodity, processor ms", Number(ours.ByCommodity, 1), "20");
        table.Add("the longest of 20 stops, ms", Number(ours.Stop), "200");
        table.Add("items read and written, a processor second", Number(stock.Items / (stock.Reading + stock.Writing).TotalSeconds), "100000");
        table.Add("of that written alone, a processor second", Number(stock.Items / stock.Writing.TotalSeconds), "");
        table.Add("bytes of an item in its segment", Number(stock.Bytes / (double)stock.Items), "");
        table.Add("bytes of an item in its line", Number(stock.BytesOfLines / (double)stock.Items), "");
        var loaded = await LoadedByCommand.Measure(LoadedItems);
        table.Add($"items loaded by the command into SQLite, {LoadedItems / 2} from its start on: a processor second", Number(loaded.First), "100000");
        table.Add($"the same of the next {LoadedItems / 2}", Number(loaded.Further), "100000");
        if (second is not null)
        {
            var theirs = Ask(second, [.. MadeProfiles.Take(profiles)], ours);
            table.Add("DuckDB, processor s", Number(theirs.TotalSeconds, 1), "");
            table.Add("DuckDB, times as much", Number(theirs.TotalMilliseconds / ours.Again, 1), "10");
        }
        Report.Publish("scan", command, write, "", table);
        return 0;
    }

    /// <summary>The processor time of all profiles; what it finds must be the same, but for patterns.</summary>
    private static TimeSpan Ask(DuckDbDeclarations second, RiskConditions[] profiles, ScanFigures ours)
    {
        var began = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < profiles.Length; i++)
        {
            var counted = second.Count(profiles[i], MadeFlow.Authorities);
            if (counted != ours.Hits[i] && profiles[i].All.All(condition => condition.Comparison != Comparison.Matches))
                throw new BenchmarkFailedException($"Profile {i} hits {ours.Hits[i]}, in DuckDB {counted}.");
        }
        return Environment.CpuUsage.TotalTime - began;
    }
}
