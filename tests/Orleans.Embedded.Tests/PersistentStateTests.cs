using Orleans.Storage;

namespace Orleans.Embedded.Tests;

[Collection(PostgresCollection.Name)]
public sealed class PersistentStateTests(PostgresCluster cluster)
{
    [Theory, OnEachDatabase]
    public async Task What_was_written_is_there_for_the_next_activation_before_it_is_active(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var host = await TestHost.StartAsync(database: database);
        var ledger = host.Grain<ILedgerGrain>("ledger/1");
        Assert.Equal(" 0 0 exists=False etag=", await ledger.Read().InTime());

        await ledger.Add("первая").InTime();
        await ledger.Add("second").InTime();
        await ledger.Leave().InTime();

        Assert.Equal("первая,second 2 200 exists=True etag=2", await ledger.Read().InTime());
        Assert.Equal(["ledger/1 has 0", "ledger/1 has 2"], host.Probe.Notes);
        Assert.Equal(" 0 0 exists=False etag=", await host.Grain<ILedgerGrain>("ledger/2").Read().InTime());
    }

    [Theory, OnEachDatabase]
    public async Task A_write_over_what_another_node_wrote_is_refused_and_the_activation_leaves(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var one = await TestHost.StartAsync(database: database);
        await using var other = await TestHost.StartAsync(database: database);
        var (here, there) = (one.Grain<ILedgerGrain>("ledger/1"), other.Grain<ILedgerGrain>("ledger/1"));
        await Task.WhenAll(here.Read(), there.Read()).InTime();

        await there.Add("there").InTime();
        var first = await Assert.ThrowsAsync<InconsistentStateException>(() => here.Add("here").InTime());
        Assert.Null(first.CurrentEtag);
        Assert.Equal("there 1 100 exists=True etag=1", await here.Read().InTime());

        await there.Add("there again").InTime();
        var second = await Assert.ThrowsAsync<InconsistentStateException>(() => here.Add("here").InTime());
        Assert.Equal("1", second.CurrentEtag);
        await here.Add("here at last").InTime();
        Assert.Equal("there,there again,here at last 3 300 exists=True etag=3", await here.Read().InTime());
    }

    [Theory, OnEachDatabase]
    public async Task A_conflict_of_another_grain_lets_only_that_one_go(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var one = await TestHost.StartAsync(database: database);
        await using var other = await TestHost.StartAsync(database: database);
        var (caller, target) = (one.Grain<ILedgerGrain>("ledger/caller"), one.Grain<ILedgerGrain>("ledger/target"));
        await target.Read().InTime();
        await other.Grain<ILedgerGrain>("ledger/target").Add("there").InTime();

        await Assert.ThrowsAsync<InconsistentStateException>(() => caller.AddThroughOther("here", target).InTime());
        await Task.WhenAll(caller.Read(), target.Read()).InTime();

        Assert.Equal(["ledger/target has 0", "ledger/caller has 0", "ledger/caller saw a conflict", "ledger/target has 1"], one.Probe.Notes);
    }

    [Theory, OnEachDatabase]
    public async Task A_cleared_state_is_gone_but_an_old_version_never_fits_again(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var one = await TestHost.StartAsync(database: database);
        await using var other = await TestHost.StartAsync(database: database);
        var (here, there) = (one.Grain<ILedgerGrain>("ledger/1"), other.Grain<ILedgerGrain>("ledger/1"));
        await here.Add("first").InTime();
        await there.Read().InTime();

        await here.Clear().InTime();
        Assert.Equal(" 0 100 exists=False etag=2", await here.Read().InTime());
        await here.Add("afresh").InTime();

        await Assert.ThrowsAsync<InconsistentStateException>(() => there.Add("old").InTime());
        await here.Leave().InTime();
        Assert.Equal("afresh 1 100 exists=True etag=3", await here.Read().InTime());
    }

    [Theory, OnEachDatabase]
    public async Task Writes_of_interleaving_calls_do_not_conflict_with_each_other(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var host = await TestHost.StartAsync(database: database);
        var ledger = host.Grain<ILedgerGrain>("ledger/1");

        await Task.WhenAll(Enumerable.Range(1, 20).Select(line => ledger.Add($"{line}"))).InTime();
        await ledger.Reload().InTime();

        Assert.Contains(" 20 2000 exists=True", await ledger.Read().InTime(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_without_a_database_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grain<ILedgerGrain>("ledger/1").Read().InTime());
    }
}
