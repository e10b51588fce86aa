using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>Nodes that are not given the role that owns the tables, as docker-compose.yml runs them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MigrateTests(PostgresCluster cluster)
{
    private static readonly AuthorityCode baltic = new("10216000");

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_node_works_with_the_restricted_role_alone_once_the_owner_has_migrated()
    {
        var database = await cluster.CreateDatabase();
        using var site = new Site("--Storage:Postgres", database.Program);
        var office = new Office(baltic.Value);

        await using (var early = await RunningProgram.RunToTheEnd(site.Folder, [.. site.Storage]))
        {
            Assert.Equal(1, early.ExitCode);
            Assert.Contains("RmsOrleans did not start: The database has not been upgraded to this version of the program yet", early.Output, StringComparison.Ordinal);
        }

        var migrated = await CommandRun.Of("migrate", "--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner);
        Assert.True(migrated.ExitCode == 0, migrated.ToString());

        await using var node = await site.Start();
        using var http = node.Client(baltic, Role.Coordinator);
        await office.SubmitUntilAnswered(http, "first");
        await Register.IsWhole(node, baltic, office);
    }
}
