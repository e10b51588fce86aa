using System.Net;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>Many clients at once, each on the next of the servers. A failed request fails the run: every answer counts.</summary>
internal sealed class LoadClient(IReadOnlyList<IPEndPoint> servers, IReadOnlyList<RequestBytes[]> requestsOfEachClient) : IDisposable
{
    /// <summary>Keys of different clients, and of different benchmarks on the same store, never meet.</summary>
    private const long KeysForEachClient = 1_000_000_000;

    private static long keysGiven;

    private readonly LoadConnection[] connections =
        [.. requestsOfEachClient.Select((requests, i) => new LoadConnection(servers[i % servers.Count], requests, Interlocked.Add(ref keysGiven, KeysForEachClient)))];

    public async Task<LoadResult> Run(Load load)
    {
        load.Start();
        var latencies = await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.Run(load))));
        load.Stop();

        var all = new LatencyHistogram();
        foreach (var each in latencies)
            all.Add(each);
        return new LoadResult(all, load.Elapsed);
    }

    public void Dispose()
    {
        foreach (var connection in connections)
            connection.Dispose();
    }
}

internal sealed record LoadResult(LatencyHistogram Latencies, TimeSpan Elapsed)
{
    public double Rate => Latencies.Count / Elapsed.TotalSeconds;

    public TimeSpan P50 => Latencies.Percentile(0.50);

    public TimeSpan P99 => Latencies.Percentile(0.99);

    /// <summary>Two runs as one.</summary>
    public LoadResult And(LoadResult other)
    {
        var all = new LatencyHistogram();
        all.Add(Latencies);
        all.Add(other.Latencies);
        return new LoadResult(all, Elapsed + other.Elapsed);
    }
}
