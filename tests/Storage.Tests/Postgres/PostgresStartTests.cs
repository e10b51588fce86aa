using Dapper;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresStartTests(PostgresCluster cluster) : StoreContract(new PostgresStage(cluster))
{
    private PostgresStage Postgres => (PostgresStage)Stage;

    [StoreFact]
    public async Task Of_four_programs_that_start_at_once_one_applies_the_scripts()
    {
        var marks = new SchemaScript("marks", "create table marks (n integer); select pg_sleep(0.2); insert into marks values (1);");

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Stage.OpenNode(Clock, marks))));

        Assert.Equal(1, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from marks")));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [StoreFact]
    public async Task A_node_without_the_owner_works_on_tables_that_are_up_to_date()
    {
        await using var node = await Postgres.OpenNode(Clock, new Dictionary<string, string?> { ["Storage:Postgres"] = Postgres.Strings.Program });

        await node.Register(Baltic, ADraft(1));

        await Store.AssertWhole(Baltic, 1);
    }

    [StoreFact]
    public async Task A_single_role_can_own_the_tables_and_work_in_them()
    {
        await using var node = await Postgres.OpenNode(Clock, new Dictionary<string, string?> { ["Storage:Postgres"] = Postgres.Strings.Owner });

        await node.Register(Baltic, ADraft(1));

        await Store.AssertWhole(Baltic, 1);
    }

    [StoreFact]
    public async Task Sessions_carry_the_limits_of_the_settings()
    {
        foreach (var (name, value) in new[]
        {
            ("lock_timeout", "2s"),
            ("statement_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "3s"),
            ("transaction_isolation", "read committed"),
        })
        {
            Assert.Equal(value, await Store.Database.Run((connection, _) => connection.ExecuteScalarAsync<string?>($"show {name}"), default));
        }
    }

    [StoreFact]
    public async Task The_read_side_cannot_write()
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Store.Query(connection => connection.ExecuteAsync("delete from drafts")));

        Assert.Contains(refused.SqlState, new[] { Npgsql.PostgresErrorCodes.ReadOnlySqlTransaction, Npgsql.PostgresErrorCodes.InsufficientPrivilege });
        Assert.Equal("on", await Store.Query(connection => connection.ExecuteScalarAsync<string?>("show transaction_read_only")));
    }
}
