using System.Diagnostics;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

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
        var (open, due) = (arguments.Whole("open", 80_000), arguments.Whole("due", 20_000));
        var options = ComparisonOptions.From(arguments, seconds: 15);
        arguments.NoOthers();
        await using var postgres = await options.StartPostgres();
        await using var none = await DeadlineStock.Make(postgres, default, 0, 0);
        await using var opened = await DeadlineStock.Make(postgres, aWeekAgo, due, open);
        await using var passed = await DeadlineStock.Make(postgres, longAgo, due, open);
        var comparison = await Comparison.Make(
            options.Rounds,
            ("nothing past due", _ => Load(opened, options, due: 0)),
            ($"while {due} are marked", _ => Load(passed, options, due)));
        var startWithNone = await MedianStart(none);
        var (startWithDue, marking, used, mostForOne) = await Mark(passed, due);
        var startWithOpen = await MedianStart(opened);
        var (answered, moved, moves) = await LoadCalendar(opened);
        if (mostForOne != 1)
            throw new BenchmarkFailedException($"A draft has {mostForOne} lines of the deadline that it missed.");

        var table = new Table("", "seconds");
        table.Add("process start to ready, no deadline", Figures.Number(startWithNone, 2));
        table.Add($"process start to ready, {open + due} open deadlines", Figures.Number(startWithOpen, 2));
        table.Add($"process start to ready, {open} open and {due} past due", Figures.Number(startWithDue, 2));
        table.Add($"from ready until all {due} are marked, each once", Figures.Number(marking, 2));
        table.Add("processor time of the server meanwhile", Figures.Number(used.TotalSeconds, 2));
        table.Add($"load of a year until answered, {open + due} deadlines open", Figures.Number(answered, 2));
        table.Add($"from then until the {moves} that it moves are moved, each with a line", Figures.Number(moved, 2));
        Report.Publish($"deadlines {options.Storage}", command, options.Write, "", table, comparison.Table($"{options.Clients} clients"), Comparison.Explained);
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

    private static async Task<(double Start, double Marking, TimeSpan Used, int MostForOne)> Mark(DeadlineStock stock, int due)
    {
        var (started, took) = await TimedStart(stock);
        await using var program = started;
        var watch = Stopwatch.StartNew();
        var usedBefore = program.Server.ProcessorTime;
        await Patience.Until($"{due} overdue drafts", stock.Overdue, overdue => overdue >= due, patience, every: TimeSpan.FromMilliseconds(200));
        var marking = watch.Elapsed.TotalSeconds;
        var used = program.Server.ProcessorTime - usedBefore;
        var (lines, mostForOne) = await stock.Count("DeadlineMissed");
        return lines == due
            ? (took, marking, used, mostForOne)
            : throw new BenchmarkFailedException($"{due} deadlines passed, and {lines} lines say so.");
    }

    /// <summary>On a store of its own, from ready on. The search index has yet to take up all that the store was made with.</summary>
    private static async Task<RegistrationsRun> Load(DeadlineStock made, ComparisonOptions options, int due)
    {
        await using var stock = await made.Copy();
        await using var program = await stock.Start();
        var run = await Registrations.Measure([program], Offices.Take(1), options, stock.Drafts);
        var marked = await stock.Overdue();
        if (due > 0 && marked == due)
            throw new BenchmarkFailedException($"All {due} were marked before the measurement ended: take more --due, or fewer --seconds.");
        return run with { Others = [new("marked/s", marked / (options.WarmUp + options.Time).TotalSeconds)] };
    }
}
