using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Feeds;

public abstract class FeedPlacesContract : StoreContract
{
    private protected FeedPlacesContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Begins_at_the_start_and_goes_on_where_it_stood_after_a_crash()
    {
        Assert.Equal(new JournalPosition(0), await Store.Places.Claim("test", default));
        Assert.True(await Move(Store, new(0), new(7)));
        await Store.Places.Release("test"); // else another node would have to wait for the claim's end
        await CloseStore();
        await OpenStore();

        Assert.Equal(new JournalPosition(7), await Store.Places.Claim("test", default));
    }

    [StoreFact]
    public async Task Moves_only_from_where_it_stands_and_only_for_its_holder()
    {
        Assert.False(await Move(Store, new(0), new(1)));

        await Store.Places.Claim("test", default);
        Assert.True(await Move(Store, new(0), new(1)));
        Assert.False(await Move(Store, new(0), new(2)));

        await Store.Places.Release("test");
        Assert.False(await Move(Store, new(1), new(2)));
    }

    private protected static Task<bool> Move(Store store, JournalPosition from, JournalPosition to) =>
        store.Database.Run((connection, _) => store.Places.Move(connection, "test", from, to), default);
}

public sealed class SqliteFeedPlacesTests() : FeedPlacesContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresFeedPlacesTests(PostgresCluster cluster) : FeedPlacesContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task One_node_follows_and_another_takes_over_when_the_claim_has_ended()
    {
        await using var other = await Stage.OpenNode(Clock);
        Assert.NotNull(await Store.Places.Claim("test", default));

        Assert.Null(await other.Places.Claim("test", default));
        Assert.NotNull(await Store.Places.Claim("test", default));

        await Store.Execute("update feed_places set held_until = 0");
        Assert.NotNull(await other.Places.Claim("test", default));
        Assert.False(await Move(Store, new(0), new(1)));
        Assert.True(await Move(other, new(0), new(1)));
    }

    [StoreFact]
    public async Task Of_many_nodes_that_claim_at_once_one_gets_it()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Stage.OpenNode(Clock)));

        var claims = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Places.Claim("test", default))));

        Assert.Single(claims, claim => claim is not null);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }
}
