using System.Diagnostics;
using System.Globalization;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>What <c>declarations load</c> takes of the processors, with its commits, on stores on SQLite that are empty.</summary>
/// <param name="First">Items a processor second of a file of half as many; the start is taken off, by a file of one line.</param>
/// <param name="Further">Of those by which the whole file has more: what the runtime compiles is compiled by then.</param>
internal sealed record LoadedByCommand(double First, double Further)
{
    public static async Task<LoadedByCommand> Measure(int items)
    {
        await using var empty = await Stock.Make(null);
        var start = await Load(empty, 1);
        var half = await Load(empty, items / 2);
        var whole = await Load(empty, items);
        return new((half.Items - start.Items) / (half.Seconds - start.Seconds), (whole.Items - half.Items) / (whole.Seconds - half.Seconds));
    }

    private static async Task<(long Items, double Seconds)> Load(Stock empty, int items)
    {
        await using var stock = await empty.Copy();
        var file = Path.Combine(stock.Folder, "made.ndjson");
        var made = MadeFlow.Write(file, items);
        // The processor time of a process that has ended is told to its parent alone.
        var run = await CommandRun.Of(new ProcessStartInfo(
            "bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\"", "load", "dotnet", OurProgram.Assembly, "declarations", "load", file, "--data", stock.Folder]));
        if (run.ExitCode != 0)
            throw new BenchmarkFailedException($"load: {run}");
        var times = run.Error.TrimEnd().Split('\n')[^1].Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture));
        return (made, times.Sum());
    }
}
