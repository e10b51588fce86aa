using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Sqlite;

public sealed class SqliteFolderTests() : StoreContract(new SqliteStage())
{
    [Fact]
    public async Task A_second_program_on_the_folder_is_refused()
    {
        var refused = await Assert.ThrowsAsync<FolderInUseException>(() => Stage.OpenNode(Clock));

        Assert.Contains(((SqliteStage)Stage).Folder.Path, refused.Message, StringComparison.Ordinal);
        await Store.Register(Baltic, ADraft(1));
    }

    [Fact]
    public async Task The_next_program_finds_the_folder_free_and_everything_in_it()
    {
        await Store.Register(Baltic, Drafts(1, 3));
        await CloseStore();

        await OpenStore();

        await Store.AssertWhole(Baltic, 3);
    }

    [Fact]
    public async Task Work_that_waits_when_the_program_stops_is_done_before_it_ends()
    {
        var waiting = Enumerable.Range(0, 50).Select(i => Store.Register(Baltic, Drafts(1 + (10 * i), 10))).ToArray();
        await CloseStore();

        Assert.All(await Task.WhenAll(waiting), answers => Assert.Equal(10, answers.Length));
        await OpenStore();
        await Store.AssertWhole(Baltic, 500);
    }
}
