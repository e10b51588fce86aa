using RmsOrleans.Benchmarks.Blocks;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks;

/// <summary>One run: the latencies seen by clients, and the server's processor time for each request.</summary>
/// <param name="Turns">The rate of each turn.</param>
internal sealed record Measured(int Clients, LoadResult Result, TimeSpan ProcessorTime, double[] Turns);

internal sealed record MemoryUsed(long Now, long Peak, long Submissions, string Collector);

internal sealed record SubmissionsRound(Measured[] Ceiling, Measured[] Usual, Measured[] Ours, Measured[] Beside, MemoryUsed? Memory);

/// <summary>What was measured, in words and a table.</summary>
internal sealed class SubmissionsReport(SubmissionsOptions options, string command)
{
    public void Publish(SubmissionsRound round, bool write)
    {
        var table = new Table("", "clients", "requests/s", "p50 ms", "p99 ms", "max ms", "server CPU µs", "of ceiling", "of usual way", "p99 of usual way");
        Add(table, "empty endpoint (ceiling)", round.Ceiling, round);
        Add(table, "usual way, PostgreSQL", round.Usual, round);
        var storage = options.Storage == "postgres" ? "PostgreSQL" : "SQLite";
        Add(table, $"RmsOrleans, {storage}", round.Ours, round);
        if (round.Beside.Length > 0)
            Add(table, $"the build beside it, {storage}", round.Beside, round);

        Report.Publish(
            $"submissions {options.Storage}", command, write, "; the clients share the processors with the server",
            [table, .. round.Memory is { } memory ? [Told(memory)] : Array.Empty<object>(), .. round.Ours.Zip(round.Beside, Compared)]);
    }

    /// <summary>Both builds have their turns one after the other, so what else the machine does meets both alike.</summary>
    private static string Compared(Measured ours, Measured beside)
    {
        var ratios = ours.Turns.Zip(beside.Turns, (our, other) => our / other).Order().ToArray();
        return $"{ours.Clients} clients, of the rate of the build beside it: {Number(ratios[ratios.Length / 2], 3)}, the median of {ratios.Length} turns ({Number(ratios[0], 3)} to {Number(ratios[^1], 3)}).";
    }

    private static string Told(MemoryUsed memory) =>
        $"""
        Register certificate: {memory.Submissions} numbers, as many as were acknowledged; none missing, none repeated; the chain agrees.
        Working set after them: {Mebibytes(memory.Now)} MiB, at most {Mebibytes(memory.Peak)} MiB; garbage collector: {memory.Collector}.
        """;

    private static void Add(Table table, string what, Measured[] runs, SubmissionsRound round)
    {
        foreach (var run in runs)
        {
            var result = run.Result;
            table.Add(
                what, $"{run.Clients}", Number(result.Rate), Milliseconds(result.P50), Milliseconds(result.P99), Milliseconds(result.Latencies.Max),
                Number(run.ProcessorTime.TotalMicroseconds),
                Ratio(run, round.Ceiling, result => result.Rate), Ratio(run, round.Usual, result => result.Rate),
                Ratio(run, round.Usual, result => result.P99.TotalMicroseconds));
        }
    }

    private static string Ratio(Measured run, Measured[] compared, Func<LoadResult, double> value) =>
        Array.Find(compared, other => other.Clients == run.Clients) is { } other && other != run ? Number(value(run.Result) / value(other.Result), 3) : "";
}
