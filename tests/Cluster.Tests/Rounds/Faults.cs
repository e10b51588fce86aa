using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>Makes faults happen to running nodes, and afterwards has all of them up again.</summary>
/// <param name="postgres">Null on SQLite.</param>
internal sealed class Faults(Site site, Nodes nodes, PostgresCluster? postgres, RoundScale scale)
{
    public static readonly Fault[] OfACluster = Enum.GetValues<Fault>();

    /// <summary>Of a node that is alone on SQLite.</summary>
    public static readonly Fault[] OfOne = [Fault.FreezeNode, Fault.KillNode, Fault.RestartEach];

    private bool IsCluster => nodes.Count > 1;

    /// <param name="more">Waits until more has been acknowledged.</param>
    /// <param name="turnedAway">Waits until somebody has been answered 503.</param>
    public Task Happen(Fault fault, int node, Func<Task> more, Func<Task> turnedAway) => fault switch
    {
        Fault.FreezeNode => Freeze(node),
        Fault.KillPostgres => KillPostgres(turnedAway),
        Fault.KillNode => Kill(node, more),
        Fault.CutNode => Cut(node, more),
        Fault.RestartEach => RestartEach(more),
        Fault.KillAll => KillAll(),
        Fault.KillAnotherAtStart => KillAnotherAtStart(node, more),
    };

    public string InWords(Fault fault, int node) => fault switch
    {
        Fault.FreezeNode => $"freeze node {node + 1}",
        Fault.KillPostgres => "kill PostgreSQL",
        Fault.KillNode => $"kill node {node + 1}",
        Fault.CutNode => $"cut node {node + 1} off",
        Fault.RestartEach => IsCluster ? "restart each node" : "restart node 1",
        Fault.KillAll => "kill all nodes",
        Fault.KillAnotherAtStart => $"kill node {Neighbour(node) + 1} while node {node + 1} starts",
    };

    private async Task Freeze(int node)
    {
        nodes[node].Freeze();
        await (IsCluster ? IsGivenUp(node) : Task.Delay(scale.Freeze)); // the fault itself
        nodes[node].GoOn();
        if (IsCluster)
            await ComesBack(node);
    }

    private async Task KillPostgres(Func<Task> turnedAway)
    {
        await postgres!.Stop();
        await turnedAway();
        await postgres.Start();
    }

    private async Task Kill(int node, Func<Task> more)
    {
        await nodes.Kill(node);
        if (IsCluster)
            await more();
        await nodes.Start(node);
    }

    private async Task Cut(int node, Func<Task> more)
    {
        nodes.Wires.Cut(node);
        await more();
        await IsGivenUp(node);
        await nodes.HasEnded(node);
        nodes.Wires.Mend();
        await nodes.Start(node);
    }

    private async Task RestartEach(Func<Task> more)
    {
        for (var node = 0; node < nodes.Count; node++)
        {
            await nodes.Stop(node);
            await nodes.Start(node);
            await more();
        }
    }

    private async Task KillAll()
    {
        await Task.WhenAll(Enumerable.Range(0, nodes.Count).Select(nodes.Kill));
        await Task.WhenAll(Enumerable.Range(0, nodes.Count).Select(nodes.Start));
    }

    private async Task KillAnotherAtStart(int node, Func<Task> more)
    {
        await nodes.Stop(node);
        await more();
        await Task.WhenAll(nodes.Start(node), nodes.Kill(Neighbour(node)));
        await more();
        await nodes.Start(Neighbour(node));
    }

    private Task IsGivenUp(int node) => new Membership(site).IsDead(nodes.Wires.PortOf(node));

    /// <summary>It finds that the others have given it up, ends, and is started again, as whoever watches over it does.</summary>
    private async Task ComesBack(int node)
    {
        await nodes.HasEnded(node);
        await nodes.Start(node);
    }

    private int Neighbour(int node) => (node + 1) % nodes.Count;
}
