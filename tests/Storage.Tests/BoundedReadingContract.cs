using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>No page holds more than so many rows, nor many more bytes than one body may have.</summary>
public abstract class BoundedReadingContract : StoreContract
{
    private protected BoundedReadingContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Lines_of_a_journal_come_in_pages_by_number()
    {
        await Write(edits: 6, title: "Short");

        var first = await Store.Database.ReadLines(Draft(1).Value, 0, 6, 3, default);
        var second = await Store.Database.ReadLines(Draft(1).Value, 3, 6, 3, default);

        Assert.Equal([1, 2, 3], first.Rows.Select(line => line.Line));
        Assert.Equal([4, 5, 6], second.Rows.Select(line => line.Line)); // the seventh is of a later state
        Assert.Equal((true, false), (first.More, second.More));
    }

    [StoreFact]
    public async Task Lines_that_are_large_come_in_smaller_pages()
    {
        await Write(edits: 6, title: new string('x', 1_500_000));

        var page = await Store.Database.ReadLines(Draft(1).Value, 0, int.MaxValue, 200, default);

        Assert.Equal((4, true), (page.Rows.Count, page.More)); // the first is small; after three large ones there is no room
        var whole = await new DraftQueries(Store.Database, Store.Service<DraftVisibility>()).Whole(Draft(1), 7, default);
        Assert.Equal(7, whole.Line);
    }

    [StoreFact]
    public async Task A_snapshot_of_the_directory_comes_in_pages_and_has_each_profile_once()
    {
        foreach (var draft in await Store.ADraftToAdopt(1, 2, 3, 4, 5))
            await Store.Publish(Tiles.Adopt(draft));
        await Stage.Forge(Enlarge);
        var directory = Store.Service<DirectoryQueries>();

        var (serials, pages, more) = (new List<long>(), 0, true);
        for (var after = 0L; more; pages++)
        {
            var page = await directory.Snapshot([Ceramics.Baltic, Grains.Kernel.AuthorityCode.Fcs], after, default);
            serials.AddRange(page.Rows.Select(row => row.Number.Serial));
            (after, more) = (serials[^1], page.More);
        }

        Assert.Equal([1L, 2, 3, 4, 5], serials);
        Assert.Equal(3, pages);
        Assert.True((await directory.Changes([Ceramics.Baltic, Grains.Kernel.AuthorityCode.Fcs], 0, long.MaxValue, newestFirst: false, 200, default)) is { More: true, Rows.Count: 2 });
    }

    /// <summary>Each profile's content has three million bytes.</summary>
    private protected abstract string Enlarge { get; }

    private async Task Write(int edits, string title)
    {
        var draft = AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow());
        Assert.True(await Store.Journal.Append(draft.Append, default));
        for (var i = 0; i < edits; i++)
        {
            draft = draft.Edit($"{title}{i}", Clock.GetUtcNow());
            Assert.True(await Store.Journal.Append(draft.Append, default));
        }
    }
}

public sealed class SqliteBoundedReadingTests() : BoundedReadingContract(new SqliteStage())
{
    private protected override string Enlarge => "update journal_lines set payload = zeroblob(3000000) where type = 'ProfileRegistered'";
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresBoundedReadingTests(PostgresCluster cluster) : BoundedReadingContract(new PostgresStage(cluster))
{
    private protected override string Enlarge => "update journal_lines set payload = decode(repeat('00', 3000000), 'hex') where type = 'ProfileRegistered'";
}
