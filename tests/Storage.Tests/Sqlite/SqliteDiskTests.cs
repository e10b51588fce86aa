using Dapper;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Sqlite;

public sealed class SqliteDiskTests() : StoreContract(new SqliteStage())
{
    [Fact]
    public async Task A_full_disk_turns_callers_away_and_leaves_nothing_half_written()
    {
        await Store.Register(Baltic, Drafts(1, 5));
        await LimitPages(await Pages());

        // Forty drafts do not fit into what is free; whoever is turned away can come again.
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.Register(Baltic, Drafts(6, 40)));
        await Store.AssertWhole(Baltic, 5);
        Assert.Empty(await Store.Journal.Read(Draft(6), default));

        await LimitPages(int.MaxValue);
        Assert.All(await Store.Register(Baltic, Drafts(6, 40)), answer => Assert.Equal(RegistrationEnd.Registered, answer.End));
        await Store.AssertWhole(Baltic, 45);
    }

    [Fact]
    public async Task Works_that_share_a_transaction_with_one_that_finds_the_disk_full_are_all_turned_away_or_all_done()
    {
        await Store.Register(Baltic, Drafts(1, 5));
        await LimitPages(await Pages());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            try
            {
                var answers = await Store.Register(Baltic, Drafts(100 + (20 * i), 20));
                return answers.Count(answer => answer.End == RegistrationEnd.Registered);
            }
            catch (StorageUnavailableException)
            {
                return 0;
            }
        })));

        Assert.Contains(0, outcomes);
        await Store.AssertWhole(Baltic, 5 + outcomes.Sum());
    }

    [Fact]
    public async Task A_program_that_holds_the_file_s_lock_turns_callers_away_and_harms_nothing()
    {
        await CloseStore();
        var folder = ((SqliteStage)Stage).Folder;
        await using var store = await Store.Open(Clock, folder, new() { ["Storage:LockTimeout"] = "00:00:00.1" });
        await using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Database};Pooling=false"))
        {
            await other.OpenAsync();
            await other.ExecuteAsync("begin immediate");
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Register(Baltic, ADraft(1)));
        }

        await store.Register(Baltic, ADraft(1));
        await store.AssertWhole(Baltic, 1);
    }

    private Task<int> Pages() => Store.Database.Run((connection, _) => connection.ExecuteScalarAsync<int>("pragma page_count"), default);

    private Task<int> LimitPages(int most) =>
        Store.Database.Run((connection, _) => connection.ExecuteScalarAsync<int>($"pragma max_page_count = {most}"), default);
}
