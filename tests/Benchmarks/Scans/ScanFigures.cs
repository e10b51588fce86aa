using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Benchmarks.Scans;

/// <summary>What a process of its own measures, that has just been started.</summary>
/// <param name="First">Milliseconds from the start of the process to the first part of an answer.</param>
/// <param name="Fresh">Milliseconds of processor time of all profiles, the code being compiled meanwhile.</param>
/// <param name="Again">The same again.</param>
/// <param name="ByCommodity">Milliseconds of processor time of one profile that names goods: the mean of many.</param>
/// <param name="Stop">The longest that a stop took, in milliseconds by the clock.</param>
/// <param name="Hits">Of each profile, items and declarations.</param>
internal sealed record ScanFigures(double First, double Fresh, double Again, double ByCommodity, double Stop, long Items, ImmutableArray<(long Items, long Declarations)> Hits)
{
    private const int ProfilesByCommodity = 40;
    private const int Stops = 20;

    private static readonly JsonSerializerOptions json = new() { IncludeFields = true };

    /// <summary>In a process of its own; says on its output what it found.</summary>
    public static async Task<int> Measure(Arguments arguments)
    {
        var folder = arguments.Text("folder", "");
        var profiles = arguments.Whole("profiles", 200);
        arguments.NoOthers();
        using var scanner = new Scanner(Math.Max(1, Environment.ProcessorCount / 2));
        ImmutableArray<ScannedSegment> segments =
            [.. Directory.GetFiles(folder, "*.segment").Order(StringComparer.Ordinal).Select(path => new ScannedSegment(Segment.Open(path), LiveSets.Read(LiveSets.PathOf(path, 0)).First))];
        ImmutableArray<Plan> plans = [.. MadeProfiles.Take(profiles).Select(profile => Plan.Of(profile, MadeFlow.Authorities, Folding.Default))];

        double first = 0;
        var began = Environment.CpuUsage.TotalTime;
        var result = await scanner.Run(new(segments, plans, ScanOptions.Default), _ => first = first > 0 ? first : (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds);
        var fresh = Since(began);
        began = Environment.CpuUsage.TotalTime;
        await scanner.Run(new(segments, plans, ScanOptions.Default));
        var again = Since(began);

        began = Environment.CpuUsage.TotalTime;
        var made = new MadeProfiles(seed: 5);
        for (var i = 0; i < ProfilesByCommodity; i++)
            await scanner.Run(new(segments, [Plan.Of(new([], [made.Goods(4 + (i % 5))]), MadeFlow.Authorities, Folding.Default)], ScanOptions.Default));
        var byCommodity = Since(began) / ProfilesByCommodity;

        var stop = 0.0;
        for (var i = 0; i < Stops; i++)
            stop = Math.Max(stop, await TimeOfStop(scanner, new(segments, plans, ScanOptions.Default), after: i));
        Console.WriteLine(JsonSerializer.Serialize(
            new ScanFigures(first, fresh, again, byCommodity, stop, result.Examined.Total.Items, [.. result.Plans.Select(plan => (plan.Tally.Hits.Total.Items, plan.Tally.Hits.Total.Declarations))]), json));
        return 0;
    }

    public static ScanFigures Read(string output) => JsonSerializer.Deserialize<ScanFigures>(output, json)!;

    /// <summary>Milliseconds from a stop, some segments on, to its answer.</summary>
    private static async Task<double> TimeOfStop(Scanner scanner, ScanRequest request, int after)
    {
        using var stop = new CancellationTokenSource();
        var (told, goOn) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var run = scanner.Run(request, _ =>
        {
            if (told++ == after)
                goOn.SetResult();
        }, stop.Token);
        await Task.WhenAny(goOn.Task, run);
        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Task.WhenAny(run);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Since(TimeSpan began) => (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
}
