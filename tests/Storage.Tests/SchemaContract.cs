using Dapper;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class SchemaContract : StoreContract
{
    private static readonly SchemaScript marks = new("marks", "create table marks (n integer); insert into marks values (1);");

    private protected SchemaContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_script_is_applied_once()
    {
        await Restart(marks);
        await Restart(marks);

        Assert.Equal(1, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from marks")));
    }

    [StoreFact]
    public async Task A_script_that_fails_leaves_nothing_and_is_tried_again()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Restart(new SchemaScript("marks", "create table marks (n integer); insert into no_table values (1);")));

        await Restart(marks);

        Assert.Equal(1, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from marks")));
    }

    [StoreFact]
    public async Task A_changed_script_is_refused()
    {
        await Restart(marks);

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Restart(marks with { Text = marks.Text + " -- better" }));

        Assert.Contains("marks", refused.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task The_database_of_a_newer_version_is_refused()
    {
        await Restart(new SchemaScript("9999-of-a-later-day", "create table later (n integer)"));

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Restart());

        Assert.Contains("9999-of-a-later-day", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The store of the contract is replaced by one that starts with these scripts.</summary>
    private async Task Restart(params SchemaScript[] added)
    {
        await CloseStore();
        await OpenStore(added);
    }
}

public sealed class SqliteSchemaTests() : SchemaContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresSchemaTests(PostgresCluster cluster) : SchemaContract(new PostgresStage(cluster));
