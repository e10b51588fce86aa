using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>What benchmarks have in common that compare registrations in several states of the program.</summary>
/// <param name="Time">Of each measurement.</param>
/// <param name="WarmUp">Before it, not counted. Most of what runs hot is compiled after some 15 s, the export of telemetry among the last.</param>
internal sealed record ComparisonOptions(string Storage, int Clients, TimeSpan Time, TimeSpan WarmUp, int Rounds, bool WithKeys, bool Write)
{
    public static ComparisonOptions From(Arguments arguments, string storage = "sqlite", int seconds = 6, int rounds = 3)
    {
        var options = new ComparisonOptions(
            arguments.Text("storage", storage),
            arguments.Whole("clients", 64, most: 1000),
            TimeSpan.FromSeconds(arguments.Whole("seconds", seconds, most: 3600)),
            TimeSpan.FromSeconds(arguments.Whole("warm-up", 20, least: 0, most: 600)),
            arguments.Whole("rounds", rounds, most: 100),
            arguments.Has("idempotency-keys"),
            arguments.Has("write"));
        return options.Storage is "sqlite" or "postgres" ? options : throw new BenchmarkFailedException("--storage takes sqlite or postgres.");
    }

    /// <summary>Null on SQLite.</summary>
    public async Task<PostgresCluster?> StartPostgres() => Storage == "postgres" ? await PostgresCluster.StartDurable() : null;
}
