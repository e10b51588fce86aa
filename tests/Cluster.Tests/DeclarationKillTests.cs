using RmsOrleans.Cluster.Tests.Declarations;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>Some moments at which a node dies while declarations are loaded and tried; <c>./test.sh --kills 50</c> has many.</summary>
public sealed class DeclarationKillTests
{
    [Fact(Timeout = Limits.LongTest)]
    public async Task On_SQLite_loads_that_are_cut_off_leave_what_was_acknowledged_and_the_same_file_brings_the_rest()
    {
        using var site = Site.OnSqlite;
        await Loads(site, nodes: 1, moments: 6);
    }

    [PostgresFact(Timeout = Limits.LongTest)]
    public Task On_three_nodes_another_takes_the_rest_of_a_load() => OnPostgres(site => Loads(site, nodes: 3, moments: 3));

    [Fact(Timeout = Limits.LongTest)]
    public async Task On_SQLite_trial_runs_go_on_after_a_restart_and_end_as_if_nothing_had_been()
    {
        using var site = Site.OnSqlite;
        await Trials(site, nodes: 1, moments: 5);
    }

    [PostgresFact(Timeout = Limits.LongTest)]
    public Task On_three_nodes_a_trial_run_goes_on_elsewhere() => OnPostgres(site => Trials(site, nodes: 3, moments: 2));

    internal static async Task Loads(Site site, int nodes, int moments, Action<string>? tell = null)
    {
        await using var kills = await LoadKills.Start(site, nodes);
        for (var moment = 0; moment < moments; moment++)
            await kills.Run(moment, moments);
        await kills.End(moments);
        tell?.Invoke($"{moments} moments of loads on {Names(nodes)}: {kills.CutOff} loads and {kills.Sealings} sealings were cut off, nothing was lost and nothing is there twice.");
    }

    internal static async Task Trials(Site site, int nodes, int moments, Action<string>? tell = null)
    {
        await using var kills = await TrialKills.Start(site, nodes);
        for (var moment = 0; moment < moments; moment++)
            await kills.Run(moment, moments);
        await kills.End();
        tell?.Invoke($"{moments} moments of trial runs on {Names(nodes)}: {kills.CutOff} runs were cut off, each ended with the same result.");
    }

    private static string Names(int nodes) => nodes == 1 ? "one node with SQLite" : $"{nodes} nodes with PostgreSQL";

    internal static async Task OnPostgres(Func<Site, Task> run)
    {
        var cluster = PostgresCluster.Own();
        try
        {
            await cluster.InitializeAsync();
            using var site = await Site.OnPostgres(cluster);
            await run(site);
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }
}
