using System.Data.Common;
using System.Diagnostics;
using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;
using static RmsOrleans.Storage.Tests.Stage.Store;

namespace RmsOrleans.Storage.Tests.Sqlite;

/// <summary>What the one thread that writes takes together.</summary>
public sealed class SqliteWriterTests() : StoreContract(new SqliteStage())
{
    private readonly TaskCompletionSource writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim goOn = new();

    [Fact]
    public async Task A_batch_that_waits_for_the_writer_takes_all_who_come_meanwhile()
    {
        List<RegistrationRequest> members = [ADraft(1)];
        var busy = Hold();
        await writing.Task;

        var registered = Store.Journal.Register(Baltic, () => [.. members], Numbers.Number, CancellationToken.None);
        members.AddRange(Drafts(2, 4));
        goOn.Set();
        await busy;

        Assert.Equal(5, (await registered).Length);
        await Store.AssertWhole(Baltic, 5);
    }

    [Fact]
    public async Task Work_that_comes_while_the_writer_writes_waits_for_the_next_transaction()
    {
        var busy = Hold(connection => connection.Execute("insert into feed_places (purpose, place) values ('here', '0')"));
        await writing.Task;

        var seen = Store.Database.Run(
            async (_, cancellation) =>
            {
                await using var reader = await Store.Database.Open(cancellation);
                return reader.ExecuteScalar<int>("select count(*) from feed_places where purpose = 'here'");
            },
            CancellationToken.None);
        goOn.Set();
        await busy;

        Assert.Equal(1, await seen);
    }

    [Fact]
    public async Task Work_is_done_in_the_trace_of_its_caller_and_leaves_none_to_the_next()
    {
        var seen = new List<Activity?>();
        using var caller = new Activity("caller").Start();
        await See();
        Activity.Current = null;
        await See();

        Assert.Equal([caller, null], seen);

        Task<int> See() => Store.Database.Run(
            (_, _) =>
            {
                seen.Add(Activity.Current);
                Activity.Current = new Activity("left behind").Start();
                return Task.FromResult(0);
            },
            CancellationToken.None);
    }

    /// <summary>The writer is busy with a work until it may go on.</summary>
    private Task<int> Hold(Action<DbConnection>? work = null) => Store.Database.Run(
        (connection, _) =>
        {
            work?.Invoke(connection);
            writing.SetResult();
            goOn.Wait();
            return Task.FromResult(0);
        },
        CancellationToken.None);
}
