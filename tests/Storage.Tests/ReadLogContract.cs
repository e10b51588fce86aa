using Dapper;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Who read what: each note is on disk when its writer hears of it, and is found by draft, number, reader, operation and time.</summary>
public abstract class ReadLogContract : StoreContract
{
    private static readonly ReadLogFilter everything = new(null, null, null, null, null, null);

    private static readonly RegistrationNumber number = Number("00/10216/21112026/00001");

    private protected ReadLogContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_note_is_read_back_as_it_was_written()
    {
        await Store.ReadLog.Note(Note(1, number, "version 2"));
        await Store.ReadLog.Note(new ReadNote(Clock.GetUtcNow().AddSeconds(1), Operation.GetDirectorySnapshot, null, null, "revision 3", Ceramics.DeputyHead));

        var rows = await Page(everything);
        Assert.Equal(
            [
                (Clock.GetUtcNow().AddSeconds(1), "getDirectorySnapshot", null, null, "revision 3", "deputy-head-1", "Official deputy-head-1", Ceramics.Baltic, null, "deputy-head"),
                (Clock.GetUtcNow(), "getVersion", Draft(1), number, "version 2", "author-1", "Official author-1", Ceramics.Baltic, Ceramics.Unit, "author"),
            ],
            rows.Select(row => (row.At, row.What, row.Subject, row.Number, row.Part, row.Reader, row.Name, row.Authority, row.Unit, row.Roles)));
    }

    [StoreFact]
    public async Task It_is_filtered_and_read_page_by_page_the_newest_first()
    {
        for (var i = 0; i < 6; i++)
        {
            await Store.ReadLog.Note(Note(i % 2, i < 3 ? null : number));
            if (i % 2 == 1)
                Clock.Turn(TimeSpan.FromMinutes(1)); // pairs of the same time
        }
        var begin = Clock.GetUtcNow().AddMinutes(-3);

        Assert.Equal([5, 3, 1], (await Page(everything with { Draft = Draft(1) })).Select(Nth));
        Assert.Equal([5, 4, 3], (await Page(everything with { Number = number })).Select(Nth));
        Assert.Equal(6, (await Page(everything with { Reader = "author-1", What = "getVersion" })).Count);
        Assert.Empty(await Page(everything with { What = "getDraft" }));
        Assert.Equal([3, 2], (await Page(everything with { From = begin.AddMinutes(1), Until = begin.AddMinutes(2) })).Select(Nth));

        var paged = new List<long>();
        ReadLogPlace? after = null;
        do
        {
            var page = await Store.Reads.Page(everything, after, 2, default);
            paged.AddRange(page.Take(2).Select(Nth));
            after = page.Count > 2 ? new ReadLogPlace(page[1].At.ToUnixTimeMilliseconds(), page[1].Position) : null;
        }
        while (after is not null);
        Assert.Equal([5, 4, 3, 2, 1, 0], paged);

        long Nth(ReadRow row) => row.Position - 1;
    }

    [StoreFact]
    public async Task Of_three_hundred_readers_at_once_every_one_is_noted()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Store.ReadLog.Note(Note(i))));

        Assert.Equal(300, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(distinct subject) from read_log")));
    }

    [StoreFact]
    public async Task Readers_and_registrations_do_not_disturb_each_other()
    {
        await WhileOthersRegister(() => Task.WhenAll(Enumerable.Range(0, 50).Select(i => Store.ReadLog.Note(Note(i)))));

        Assert.Equal(50, (await Page(everything)).Count);
        await Store.AssertWhole(Baltic, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from registrations")));
    }

    [StoreFact]
    public async Task A_note_that_was_not_written_is_not_said_to_be()
    {
        var log = Store.ReadLog;
        await CloseStore();

        await Assert.ThrowsAnyAsync<Exception>(() => log.Note(Note(1)));
    }

    private protected ReadNote Note(int draft, RegistrationNumber? of = null, string? part = null) =>
        new(Clock.GetUtcNow(), Operation.GetVersion, Draft(draft), of, part, Ceramics.Author);

    private Task<List<ReadRow>> Page(ReadLogFilter filter) => Store.Reads.Page(filter, null, 100, default);

    private static RegistrationNumber Number(string text) =>
        RegistrationNumber.TryParse(text, out var read) ? read : throw new InvalidOperationException($"{text} is no number.");
}

public sealed class SqliteReadLogTests() : ReadLogContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresReadLogTests(PostgresCluster cluster) : ReadLogContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task Notes_that_come_while_others_are_written_share_a_transaction()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Store.ReadLog.Note(Note(i))));

        var transactions = await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(distinct xmin::text) from read_log"));
        Assert.InRange(transactions, 3, 100);
    }
}
