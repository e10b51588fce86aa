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
    public async Task A_database_in_another_encoding_than_UTF8_is_refused() =>
        Assert.Contains("encoding SQL_ASCII", await Refused(await cluster.CreateDatabase("template template0 encoding 'SQL_ASCII'")), StringComparison.Ordinal);

    [StoreFact]
    public async Task A_database_that_only_lets_itself_be_read_is_refused()
    {
        var database = await cluster.CreateDatabase();
        await AsSuperuser(database, $"alter database {database.Name} set default_transaction_read_only = on");
        Assert.Contains("only lets itself be read", await Refused(database), StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_role_that_only_reads_is_refused_although_its_owner_writes()
    {
        var database = await cluster.CreateDatabase();
        await AsSuperuser(database, $"alter role {database.ProgramRole} set default_transaction_read_only = on");
        Assert.Contains($"by the role {database.ProgramRole}", await Refused(database), StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_role_without_its_rights_is_refused_with_what_it_lacks()
    {
        var (database, role) = (Postgres.Strings, Postgres.Strings.ProgramRole);

        await AsSuperuser(database, $"revoke insert on drafts from {role}");
        Assert.Contains("lacks rights on the database: insert on drafts.", await Refused(database, asOwner: false), StringComparison.Ordinal);

        await AsSuperuser(database, $"revoke all on all tables in schema public from {role}");
        Assert.Contains("and ", await Refused(database, asOwner: false), StringComparison.Ordinal);

        await using var granted = await Postgres.OpenNode(Clock, Postgres.Settings);
        await granted.Register(Baltic, ADraft(1));
    }

    [StoreFact]
    public async Task A_database_that_was_not_upgraded_is_refused_to_a_role_that_may_not()
    {
        var database = await cluster.CreateDatabase();
        var refused = await Assert.ThrowsAsync<SchemaException>(() => Open(database, asOwner: false));
        Assert.Contains("Run migrate", refused.Message, StringComparison.Ordinal);
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

    private async Task<string> Refused(PostgresDatabaseStrings database, bool asOwner = true) =>
        (await Assert.ThrowsAsync<StartRefusedException>(() => Open(database, asOwner))).Message;

    private Task<Store> Open(PostgresDatabaseStrings database, bool asOwner) => Postgres.OpenNode(
        Clock, new Dictionary<string, string?> { ["Storage:Postgres"] = database.Program, ["Storage:PostgresOwner"] = asOwner ? database.Owner : null });

    private static async Task AsSuperuser(PostgresDatabaseStrings database, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection($"{database.Superuser};Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
