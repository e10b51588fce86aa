using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>Programs on one store, numbered from 0, that come and go; whoever wants to reach one of them asks which are up.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private readonly Site site;
    private readonly string[] settings;
    private readonly TaskCompletionSource<RunningProgram>[] programs;
    private int turn;

    private Nodes(Site site, int count, string[] settings)
    {
        (this.site, this.settings) = (site, settings);
        programs = [.. Enumerable.Range(0, count).Select(_ => Coming())];
        Wires = new Wires(count);
    }

    /// <summary>Between their silos.</summary>
    public Wires Wires { get; }

    public int Count => programs.Length;

    public RunningProgram this[int node] => programs[node].Task.Result;

    public bool IsUp(int node) => programs[node].Task.IsCompletedSuccessfully;

    /// <summary>The first is up before the others start.</summary>
    public static async Task<Nodes> Start(Site site, int count, params string[] settings)
    {
        var nodes = new Nodes(site, count, settings);
        await nodes.Start(0);
        await Task.WhenAll(Enumerable.Range(1, count - 1).Select(nodes.Start));
        return nodes;
    }

    public async Task Start(int node) => programs[node].SetResult(await site.Start([.. settings, .. Wires.PortsOf(node)]));

    /// <summary>SIGKILL; until it is started again nobody is sent there.</summary>
    public async Task Kill(int node)
    {
        await using var program = TakeOut(node);
        await program.Kill();
    }

    /// <summary>SIGTERM, as an operator stops it; nobody is sent there any more.</summary>
    public async Task Stop(int node)
    {
        await using var program = TakeOut(node);
        await program.Stop();
    }

    /// <summary>Waits until it ends by itself; then nobody is sent there.</summary>
    public async Task HasEnded(int node)
    {
        await this[node].HasEnded();
        await using var program = TakeOut(node);
    }

    /// <summary>One that is up, each in its turn; if there is none, the first that comes.</summary>
    public async Task<RunningProgram> Next()
    {
        var first = Interlocked.Increment(ref turn) & int.MaxValue;
        var inTurn = Enumerable.Range(first, Count).Select(node => programs[node % Count].Task).ToList();
        return await (inTurn.Find(program => program.IsCompletedSuccessfully) ?? await Task.WhenAny(inTurn));
    }

    /// <summary>Through all that are up; see <see cref="Balancer"/>.</summary>
    public HttpClient Client(Credentials official, TimeSpan rest = default)
    {
        var client = new HttpClient(new Balancer(this, rest)) { BaseAddress = new Uri("http://nodes") };
        client.DefaultRequestHeaders.Authorization = official.Token(site.Folder);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs.Where(program => program.Task.IsCompletedSuccessfully))
            await program.Task.Result.DisposeAsync();
        await Wires.DisposeAsync();
    }

    private RunningProgram TakeOut(int node)
    {
        var program = this[node];
        programs[node] = Coming();
        return program;
    }

    private static TaskCompletionSource<RunningProgram> Coming() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
