using RmsOrleans.Cluster.Tests.Rounds;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>
/// A short round of each fault: nothing acknowledged is lost, there is no gap and no double, every deadline is missed once, every message
/// and event comes. The long series of the same rounds is <c>./test.sh --rounds 20</c>.
/// </summary>
public sealed class RoundsTests
{
    [PostgresFact(Timeout = Limits.LongTest)]
    public Task Three_nodes_bear_that_one_is_frozen_and_that_PostgreSQL_is_killed() => RunOnPostgres(Fault.FreezeNode, Fault.KillPostgres);

    [PostgresFact(Timeout = Limits.LongTest)]
    public Task Three_nodes_bear_that_one_is_killed_and_that_all_are() => RunOnPostgres(Fault.KillNode, Fault.KillAll);

    [PostgresFact(Timeout = Limits.LongTest)]
    public Task Three_nodes_bear_that_one_is_cut_off_from_the_others() => RunOnPostgres(Fault.CutNode);

    [PostgresFact(Timeout = Limits.LongTest)]
    public Task Three_nodes_bear_that_each_is_restarted_and_that_one_dies_while_another_starts() => RunOnPostgres(Fault.RestartEach, Fault.KillAnotherAtStart);

    [Fact(Timeout = Limits.LongTest)]
    public async Task A_single_node_on_SQLite_bears_being_frozen_killed_and_restarted()
    {
        using var site = Site.OnSqlite;
        await Run(site, null, 1, Faults.OfOne);
    }

    private static async Task RunOnPostgres(params Fault[] faults)
    {
        var cluster = PostgresCluster.Own();
        try
        {
            await cluster.InitializeAsync();
            using var site = await Site.OnPostgres(cluster);
            await Run(site, cluster, 3, faults);
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private static async Task Run(Site site, PostgresCluster? cluster, int nodes, params Fault[] faults)
    {
        await using var series = await Series.Start(site, cluster, nodes, faults.Length, RoundScale.Short);
        for (var round = 0; round < faults.Length; round++)
            await series.Run(round, faults[round], node: round % nodes);
        await series.End();
    }
}
