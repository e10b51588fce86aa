using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class MigrateTests(PostgresCluster cluster)
{
    [Fact]
    public async Task A_store_on_SQLite_is_made_once_and_then_as_it_should_be()
    {
        using var site = Site.OnSqlite;

        await Says("Applied: 0001-journal,", "migrate", "--data", site.Folder);
        await Says("The schema is that of this program already.", "migrate", "--data", site.Folder);

        Assert.Contains("Whole", (await site.Verify()).Output, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_program_without_the_owners_rights_starts_on_what_the_owner_has_made()
    {
        var database = await cluster.CreateDatabase();
        using var site = new Site("--Storage:Postgres", database.Program);

        await Says("Applied: 0001-journal,", "migrate", "--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner);

        await using var program = await site.Start();
        await program.Stop();
    }

    private static async Task Says(string words, params string[] command)
    {
        var run = await CommandRun.Of(command);
        Assert.True(run.ExitCode == 0 && run.Output.StartsWith(words, StringComparison.Ordinal), run.ToString());
    }
}
