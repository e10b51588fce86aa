using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>A year of the calendar is loaded again in which the day that ends most of the earliest terms is a holiday.</summary>
internal static class CalendarLoad
{
    private static readonly TimeSpan moscow = TimeSpan.FromHours(3);
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    /// <summary>Seconds until the load was answered, and from then until each deadline that it moves has its line.</summary>
    public static async Task<(double Answered, double Moved, int Moves)> Measure(OurProgram program, DeadlineStock stock)
    {
        var lastDay = (await stock.EarliestDue()).ToOffset(moscow).AddDays(-1);
        var path = new Uri($"/api/v1/calendar/{lastDay.Year}", UriKind.Relative);
        using var http = program.Client(program.Token("10000000", Role.Operator));
        using var shown = await http.GetAsync(path);
        await OurProgram.MustSucceed(shown);
        var days = JsonNode.Parse(await shown.Content.ReadAsStringAsync())!["days"]!.DeepClone().AsArray();
        var date = lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        days.RemoveAll(day => day!["date"]!.GetValue<string>() == date);
        days.Add(new JsonObject { ["date"] = date, ["mark"] = "Holiday" });

        var watch = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        request.Headers.IfMatch.Add(shown.Headers.ETag!);
        request.Content = new StringContent(new JsonObject { ["days"] = days }.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var answer = await http.SendAsync(request);
        await OurProgram.MustSucceed(answer);
        var answered = watch.Elapsed.TotalSeconds;
        var moves = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["movedDeadlines"]!.GetValue<int>();

        watch.Restart();
        await Patience.Until($"{moves} moved deadlines", () => stock.Count("DeadlineMoved"), count => count.Lines >= moves, patience, every: TimeSpan.FromMilliseconds(200));
        var moved = watch.Elapsed.TotalSeconds;
        if (await stock.Count("DeadlineMoved") is var (lines, mostForOne) && (lines, mostForOne) != (moves, 1))
            throw new BenchmarkFailedException($"{moves} deadlines move, {lines} lines say so, and a draft has {mostForOne} of them.");
        return (answered, moved, moves);
    }
}
