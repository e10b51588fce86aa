using Npgsql;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>Lost answers, provoked for real. Whatever was lost, the same call again gives the truth.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresUnknownOutcomeTests(PostgresCluster cluster) : StoreContract(new PostgresStage(cluster))
{
    private PostgresStage Postgres => (PostgresStage)Stage;

    [StoreFact]
    public async Task A_commit_whose_answer_is_lost_has_numbered_all_and_is_not_repeated()
    {
        await using var proxy = new CuttingProxy(Postgres.Strings.Program);
        await using var node = await ANodeBehind(proxy);
        await node.Register(Baltic, ADraft(1));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => node.Register(Baltic, Losing(proxy, Cut.Answer), Drafts(2, 3)));

        Assert.All(await node.Register(Baltic, Drafts(2, 3)), answer => Assert.Equal(RegistrationEnd.MovedOn, answer.End));
        await Store.AssertWhole(Baltic, 4);
    }

    [StoreFact]
    public async Task A_commit_that_never_reaches_the_server_has_numbered_none_and_is_done_when_repeated()
    {
        await using var proxy = new CuttingProxy(Postgres.Strings.Program);
        await using var node = await ANodeBehind(proxy);
        await node.Register(Baltic, ADraft(1));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => node.Register(Baltic, Losing(proxy, Cut.Question), Drafts(2, 3)));

        Assert.All(await node.Register(Baltic, Drafts(2, 3)), answer => Assert.Equal(RegistrationEnd.Registered, answer.End));
        await Store.AssertWhole(Baltic, 4);
    }

    [StoreFact]
    public async Task An_adoption_whose_answer_is_lost_is_done_once()
    {
        await using var proxy = new CuttingProxy(Postgres.Strings.Program);
        await using var node = await ANodeBehind(proxy);
        var drafts = await node.ADraftToAdopt(1, 2);
        await node.Publish(Tiles.Adopt(drafts[0]));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => node.Publish(LosingPublished(proxy, Cut.Answer), Tiles.Adopt(drafts[1])));

        Assert.Equal(RegistrationEnd.MovedOn, Assert.Single(await node.Publish(Tiles.Adopt(drafts[1]))).End);
        await Store.AssertDirectoryIsWhole(profiles: 2, revisions: 2);
    }

    [StoreFact]
    public async Task An_adoption_that_never_reaches_the_server_is_done_when_repeated()
    {
        await using var proxy = new CuttingProxy(Postgres.Strings.Program);
        await using var node = await ANodeBehind(proxy);
        var drafts = await node.ADraftToAdopt(1, 2);
        await node.Publish(Tiles.Adopt(drafts[0]));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => node.Publish(LosingPublished(proxy, Cut.Question), Tiles.Adopt(drafts[1])));

        Assert.Equal(RegistrationEnd.Registered, Assert.Single(await node.Publish(Tiles.Adopt(drafts[1]))).End);
        await Store.AssertDirectoryIsWhole(profiles: 2, revisions: 2);
    }

    [StoreFact]
    public async Task A_backend_that_is_ended_before_the_commit_of_an_adoption_has_changed_nothing()
    {
        var drafts = await Store.ADraftToAdopt(1, 2);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.Publish(
            (sequences, members, now) =>
            {
                EndBackends();
                return Store.Publication.Publish(sequences, members, now);
            },
            Tiles.Adopt(drafts[0])));

        Assert.Equal([1L, 2L], (await Store.Publish(Tiles.Adopt(drafts[0]), Tiles.Adopt(drafts[1]))).Select(answer => answer.Profile!.Number.Serial));
        await Store.AssertDirectoryIsWhole(profiles: 2, revisions: 2);
    }

    [StoreFact]
    public async Task Two_nodes_that_adopt_the_same_drafts_give_each_one_number()
    {
        await using var other = await Postgres.OpenNode(Clock);
        var drafts = await Store.ADraftToAdopt([.. Enumerable.Range(1, 60)]);

        var answers = await Task.WhenAll(drafts.Chunk(3).SelectMany(some => new[]
        {
            Task.Run(() => Store.Publish([.. some.Select(draft => Tiles.Adopt(draft))])),
            Task.Run(() => other.Publish([.. some.Reverse().Select(draft => Tiles.Adopt(draft))])),
        }));

        Assert.Equal(60, answers.SelectMany(each => each).Count(answer => answer.End == RegistrationEnd.Registered));
        await Store.AssertDirectoryIsWhole(profiles: 60, revisions: 60);
    }

    [StoreFact]
    public async Task An_append_whose_answer_is_lost_is_written_once()
    {
        await using var proxy = new CuttingProxy(Postgres.Strings.Program);
        await using var node = await ANodeBehind(proxy);
        var draft = AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow());
        Assert.True(await node.Journal.Append(AppendedDraft.Prepare(Draft(2), Clock.GetUtcNow()).Append, default)); // a connection is open now

        proxy.CutNext(Cut.Answer);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => node.Journal.Append(draft.Append, default));

        Assert.False(await node.Journal.Append(draft.Append, default));
        Assert.Single(await Store.Journal.Read(Draft(1), default));
    }

    [StoreFact]
    public async Task A_backend_that_is_ended_before_the_commit_has_numbered_none()
    {
        await Store.Register(Baltic, ADraft(1));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.Register(
            Baltic,
            (sequence, members, now) =>
            {
                EndBackends();
                return Store.Numbers.Number(sequence, members, now);
            },
            Drafts(2, 3)));

        Assert.All(await Store.Register(Baltic, Drafts(2, 3)), answer => Assert.Equal(RegistrationEnd.Registered, answer.End));
        await Store.AssertWhole(Baltic, 4);
    }

    [StoreFact]
    public async Task A_sequence_that_another_holds_past_the_limit_counts_as_away_and_is_free_afterwards()
    {
        await Store.Register(Baltic, ADraft(1));
        var settings = Postgres.Settings;
        settings["Storage:LockTimeout"] = "00:00:00.2";
        await using var node = await Postgres.OpenNode(Clock, settings);

        await using (var frozen = await Open(Postgres.Strings.Program))
        {
            await Run(frozen, "begin");
            await Run(frozen, "select * from sequences for update");
            await Assert.ThrowsAsync<StorageUnavailableException>(() => node.Register(Baltic, Drafts(2, 3)));
        }

        Assert.All(await node.Register(Baltic, Drafts(2, 3)), answer => Assert.Equal(RegistrationEnd.Registered, answer.End));
        await Store.AssertWhole(Baltic, 4);
    }

    [StoreFact]
    public async Task A_node_that_freezes_in_a_transaction_holds_a_sequence_only_for_so_long()
    {
        await Store.Register(Baltic, ADraft(1));
        var settings = Postgres.Settings;
        settings["Storage:IdleInTransactionTimeout"] = "00:00:00.2";
        await using var frozen = await Postgres.OpenNode(Clock, settings);
        var released = new TaskCompletionSource<RegistrationAnswer[]>();

        // While the frozen node decides, another registers in the same sequence: it waits for the server to end the frozen transaction.
        await Assert.ThrowsAsync<StorageUnavailableException>(() => frozen.Register(
            Baltic,
            (sequence, members, now) =>
            {
                released.SetResult(Store.Register(Baltic, ADraft(3)).GetAwaiter().GetResult());
                return Store.Numbers.Number(sequence, members, now);
            },
            ADraft(2)));

        Assert.Equal(RegistrationEnd.Registered, (await released.Task)[0].End);
        await Store.AssertWhole(Baltic, 2);
    }

    /// <summary>Numbers as always; the connection is lost on the way of what is written next.</summary>
    private static Numbering Losing(CuttingProxy proxy, Cut what) => (sequence, members, now) =>
    {
        proxy.CutNext(what);
        return Store.Numbers.Number(sequence, members, now);
    };

    private static Publishing LosingPublished(CuttingProxy proxy, Cut what) => (sequences, members, now) =>
    {
        proxy.CutNext(what);
        return Store.Publication.Publish(sequences, members, now);
    };

    private Task<Store> ANodeBehind(CuttingProxy proxy)
    {
        var settings = Postgres.Settings;
        settings["Storage:Postgres"] = proxy.ConnectionString;
        return Postgres.OpenNode(Clock, settings);
    }

    private void EndBackends()
    {
        using var connection = new NpgsqlConnection(Postgres.Strings.Superuser);
        connection.Open();
        using var command = new NpgsqlCommand(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", connection);
        command.ExecuteNonQuery();
    }

    private static async Task<NpgsqlConnection> Open(string text)
    {
        var connection = new NpgsqlConnection($"{text};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
