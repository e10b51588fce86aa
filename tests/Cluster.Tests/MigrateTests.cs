using Npgsql;
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

        await using (var early = await RunningProgram.RunToTheEnd(site.Folder, [.. Site.OwnPort(), .. site.Storage]))
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

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_database_that_cannot_be_worked_on_is_refused_in_one_line()
    {
        var ascii = await cluster.CreateDatabase("template template0 encoding 'SQL_ASCII'");
        var older = await cluster.CreateDatabase();
        await CommandRun.Of("migrate", "--Storage:Postgres", older.Program, "--Storage:PostgresOwner", older.Owner);
        await using (var connection = new NpgsqlConnection($"{older.Superuser};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var back = new NpgsqlCommand("drop table units; delete from schema_scripts where name = '0012-units'", connection);
            await back.ExecuteNonQueryAsync();
        }
        var stranger = new NpgsqlConnectionStringBuilder((await cluster.CreateDatabase()).Program) { Database = older.Name }.ToString();

        await IsRefused(ascii.Program, "the database has the encoding SQL_ASCII");
        await IsRefused(older.Program, "The database has not been upgraded to this version of the program yet");
        await IsRefused(stranger, "the program's role lacks rights on the database");
    }

    private static async Task IsRefused(string database, string reason)
    {
        using var site = new Site("--Storage:Postgres", database);
        await using var program = await RunningProgram.RunToTheEnd(site.Folder, [.. Site.OwnPort(), .. site.Storage]);
        Assert.True(program.ExitCode == 1, program.Output);
        Assert.StartsWith($"RmsOrleans did not start: {reason}", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }
}
