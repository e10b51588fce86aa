using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>One of the servers that are compared. It stands still while others have their turn.</summary>
/// <param name="requests">What so many clients send.</param>
/// <param name="check">Whether all is there that was acknowledged so far.</param>
/// <param name="owner">What ends the server, if it does not end by itself.</param>
internal sealed class Contender(
    RunningProgram server, Func<int, IReadOnlyList<RequestBytes[]>> requests, Func<long, Task>? check = null, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    private readonly List<Measured> runs = [];
    private LoadClient? client;
    private int clients;
    private LoadResult? result;
    private readonly List<double> turns = [];
    private TimeSpan used;
    private long acknowledged;

    public Measured[] Runs => [.. runs];

    public Task WarmUp(int clients, Load load) => InTurn(async () =>
    {
        this.clients = clients;
        client ??= new LoadClient([server.EndPoint], requests(clients));
        acknowledged += (await client.Run(load)).Latencies.Count;
    });

    public Task Measure(Load load) => InTurn(async () =>
    {
        var before = server.ProcessorTime;
        var turn = await client!.Run(load);
        used += server.ProcessorTime - before;
        acknowledged += turn.Latencies.Count;
        turns.Add(turn.Rate);
        result = result is null ? turn : result.And(turn);
    });

    /// <summary>After the last turn with so many clients.</summary>
    public Task End() => InTurn(async () =>
    {
        client!.Dispose();
        client = null;
        if (check is not null)
            await check(acknowledged);
        runs.Add(new Measured(clients, result!, used / result!.Latencies.Count, [.. turns]));
        (result, used) = (null, TimeSpan.Zero);
        turns.Clear();
    });

    public MemoryUsed Memory()
    {
        var (now, peak) = server.WorkingSet;
        return new MemoryUsed(now, peak, acknowledged, Machine.CollectorOf(server.Assembly));
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await (owner ?? server).DisposeAsync();
    }

    /// <summary>What a server does after its answers, such as filling an index, is not to slow another.</summary>
    private async Task InTurn(Func<Task> work)
    {
        server.GoOn();
        await work();
        server.Freeze();
    }
}
