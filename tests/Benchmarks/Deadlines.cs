using System.Diagnostics;
using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// What open deadlines cost: the start with and without them, how long it takes until those that passed are marked, the registrations that
/// are lost meanwhile, and how long it takes until a loaded calendar has moved what it moves.
/// </summary>
internal static class Deadlines
{
    private const int Starts = 3;

    /// <summary>The term of a consideration has ended since, or still runs.</summary>
    private static readonly TimeSpan longAgo = TimeSpan.FromDays(30), aWeekAgo = TimeSpan.FromDays(7);

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"deadlines {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var (open, due) = (arguments.Whole("open", 80_000), arguments.Whole("due", 20_000));
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 30, most: 3600));
        var write = arguments.Has("write");
        arguments.NoOthers();
        await using var postgres = storage == "postgres" ? await PostgresCluster.Start() : null;
        await using var none = await DeadlineStock.Make(postgres, "none", default, 0, 0);
        var startWithNone = await MedianStart(none);
        await using var passed = await DeadlineStock.Make(postgres, "marked", longAgo, due, open);
        var (startWithDue, marked, mostForOne, rateAfter) = await MarkThenLoad(passed, due, time);
        await using var passing = await DeadlineStock.Make(postgres, "meanwhile", longAgo, due, open);
        var rateMeanwhile = await Load(passing, time);
        await using var opened = await DeadlineStock.Make(postgres, "opened", aWeekAgo, due, open);
        var startWithOpen = await MedianStart(opened);
        var (answered, moved, moves) = await LoadCalendar(opened);
        if (mostForOne != 1)
            throw new BenchmarkFailedException($"A draft has {mostForOne} lines of the deadline that it missed.");

        var table = new Table("", "seconds");
        table.Add("process start to ready, no deadline", Figures.Number(startWithNone, 2));
        table.Add($"process start to ready, {open + due} open deadlines", Figures.Number(startWithOpen, 2));
        table.Add($"process start to ready, {open} open and {due} past due", Figures.Number(startWithDue, 2));
        table.Add($"from ready until all {due} are marked, each once", Figures.Number(marked, 2));
        table.Add($"load of a year until answered, {open + due} deadlines open", Figures.Number(answered, 2));
        table.Add($"from then until the {moves} that it moves are moved, each with a line", Figures.Number(moved, 2));
        var rates = new Table($"{Registrations.Clients} clients, {time.TotalSeconds:F0} s from ready on, not warmed up", "registrations/s", "p99 ms");
        rates.Add("nothing past due", Figures.Number(rateAfter.Rate), Figures.Milliseconds(rateAfter.P99, 1));
        rates.Add($"while {due} are marked", Figures.Number(rateMeanwhile.Rate), Figures.Milliseconds(rateMeanwhile.P99, 1));
        Report.Publish($"deadlines {storage}", command, write, "", table, rates);
        return 0;
    }

    private static async Task<double> MedianStart(DeadlineStock stock)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            var (program, took) = await TimedStart(stock);
            times.Add(took);
            await program.DisposeAsync();
        }
        return times.Order().ElementAt(Starts / 2);
    }

    private static async Task<(double Answered, double Moved, int Moves)> LoadCalendar(DeadlineStock stock)
    {
        await using var program = await stock.Start();
        return await CalendarLoad.Measure(program, stock);
    }

    private static async Task<(OurProgram Program, double Seconds)> TimedStart(DeadlineStock stock)
    {
        var watch = Stopwatch.StartNew();
        return (await stock.Start(), watch.Elapsed.TotalSeconds);
    }

    /// <summary>The same store once more, when everything is marked, says what registrations are like without the work.</summary>
    private static async Task<(double Start, double Marked, int MostForOne, LoadResult After)> MarkThenLoad(DeadlineStock stock, int due, TimeSpan time)
    {
        var (program, started) = await TimedStart(stock);
        var watch = Stopwatch.StartNew();
        while (await stock.Overdue() < due)
        {
            if (watch.Elapsed > patience)
                throw new BenchmarkFailedException($"Only {await stock.Overdue()} of {due} were marked after {patience}.");
            await Task.Delay(200);
        }
        var marked = watch.Elapsed.TotalSeconds;
        var (lines, mostForOne) = await stock.Count("DeadlineMissed");
        if (lines != due)
            throw new BenchmarkFailedException($"{due} deadlines passed, and {lines} lines say so.");
        await program.DisposeAsync();
        return (started, marked, mostForOne, await Load(stock, time));
    }

    private static async Task<LoadResult> Load(DeadlineStock stock, TimeSpan time)
    {
        await using var program = await stock.Start();
        return await Registrations.Measure(program, time);
    }
}
