using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Feeds;

public abstract class JournalReaderContract : StoreContract
{
    private protected JournalReaderContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Reads_every_line_once_page_by_page()
    {
        await Store.Register(Baltic, Drafts(1, 7));

        var lines = await ReadOn(new JournalPosition(0), pageSize: 5);

        Assert.Equal(14, lines.DistinctBy(line => (line.Draft, line.Line)).Count());
        Assert.Equal(14, lines.Count);
        Assert.All(lines, line => Assert.Equal(Ceramics.Baltic, line.Authority));
    }

    [StoreFact]
    public async Task Reads_on_from_any_place()
    {
        await Store.Register(Baltic, Drafts(1, 3));
        var all = await ReadOn(new JournalPosition(0), pageSize: 500);

        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(JournalPosition.TryParse(all[i].Position.ToString(), out var place));
            Assert.Equal(all.Skip(i + 1), await ReadOn(place, pageSize: 500));
        }
    }

    [StoreFact]
    public async Task Nothing_stands_behind_the_end_until_something_is_written()
    {
        await Store.Register(Baltic, Drafts(1, 3));
        var end = await Store.Reader.End(default);
        Assert.Empty(await ReadOn(end, pageSize: 500));

        await Store.Register(Baltic, Drafts(4, 1));

        Assert.Equal(2, (await ReadOn(end, pageSize: 500)).Count);
        Assert.Equal(6, (await Store.Reader.Read(new JournalPosition(0), end, JournalScope.All, 500, default)).Lines.Count);
    }

    [StoreFact]
    public async Task Lines_of_entries_stand_between_those_of_drafts_for_who_asks_for_them()
    {
        var entries = new EntryStage(Store, Clock);
        var first = await entries.Registered("appeal");
        await Store.Register(Baltic, Drafts(1, 2));
        var second = await entries.Registered("appeal");
        var third = await entries.Registered("appeal");
        await Store.Register(Baltic, Drafts(3, 1));
        var last = await entries.Registered("appeal");

        var all = await ReadOn(new JournalPosition(0), pageSize: 3, JournalScope.WithEntries);
        Assert.Equal([1, 4, 2, 2, 1], Runs(all.Select(line => line.Authority is null)));
        Assert.Equal([first, last], [all[0].Draft.Value, all[^1].Draft.Value]);
        Assert.Equal(((Guid[])[second, third]).Order(), all.Where(line => line.Authority is null).Skip(1).SkipLast(1).Select(line => line.Draft.Value).Order());
        Assert.Equal(all.Where(line => line.Authority is not null), await ReadOn(new JournalPosition(0), pageSize: 3));
        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(JournalPosition.TryParse(all[i].Position.ToString(), out var place));
            Assert.Equal(all.Skip(i + 1), await ReadOn(place, pageSize: 500, JournalScope.WithEntries));
            Assert.Equal(all.Skip(i + 1).Where(line => line.Authority is not null), await ReadOn(place, pageSize: 500));
            Assert.Equal(all.Take(i + 1), (await Store.Reader.Read(new JournalPosition(0), place, JournalScope.WithEntries, 500, default)).Lines);
        }
        Assert.Empty(await ReadOn(await Store.Reader.End(default), pageSize: 500, JournalScope.WithEntries));
    }

    [StoreFact]
    public async Task Reads_one_draft_or_one_authority()
    {
        await Store.Register(Baltic, Drafts(1, 3));
        var place = (await ReadOn(new JournalPosition(0), pageSize: 500)).Where(line => line.Draft == Draft(2)).First().Position;

        var ofDraft = await Store.Reader.Read(place, null, new JournalScope(Draft(2), null), 500, default);
        var ofAuthority = await Store.Reader.Read(new JournalPosition(0), null, new JournalScope(null, Ceramics.Baltic), 500, default);
        var ofAnother = await Store.Reader.Read(new JournalPosition(0), null, new JournalScope(null, Ceramics.Vladivostok), 500, default);

        Assert.Equal([2], ofDraft.Lines.Select(line => line.Line));
        Assert.Equal((6, 0), (ofAuthority.Lines.Count, ofAnother.Lines.Count));
    }

    [StoreFact]
    public async Task Skips_nothing_while_many_write_at_once()
    {
        const int drafts = 400;
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            for (var each = 0; each < 10; each++)
            {
                await Store.Register(new($"00-{10100 + i}"), ADraft(1 + (20 * i) + (2 * each)));
                await Store.Journal.Append(AppendedDraft.Prepare(Draft(2 + (20 * i) + (2 * each)), Clock.GetUtcNow()).Append, default);
            }
        })));

        var seen = new List<(DraftId, int)>();
        var place = new JournalPosition(0);
        bool isLast;
        do
        {
            isLast = writing.IsCompleted;
            var page = await Store.Reader.Read(place, null, JournalScope.All, 50, default);
            seen.AddRange(page.Lines.Select(line => (line.Draft, line.Line)));
            place = page.Next;
            isLast &= !page.IsFull;
        }
        while (!isLast);
        await writing;

        Assert.Equal(drafts / 2 * 3, seen.Count);
        Assert.All(seen.GroupBy(line => line.Item1), lines => Assert.Equal(Enumerable.Range(1, lines.Count()), lines.Select(line => line.Item2)));
        Assert.Equal(drafts, seen.DistinctBy(line => line.Item1).Count());
    }

    /// <summary>How many of the same come one after the other.</summary>
    private static IEnumerable<int> Runs(IEnumerable<bool> flags)
    {
        var runs = new List<(bool Flag, int Count)>();
        foreach (var flag in flags)
        {
            if (runs is [.., var last] && last.Flag == flag)
                runs[^1] = (flag, last.Count + 1);
            else
                runs.Add((flag, 1));
        }
        return runs.Select(run => run.Count);
    }

    private protected async Task<List<FeedLine>> ReadOn(JournalPosition place, int pageSize, JournalScope scope = default)
    {
        var lines = new List<FeedLine>();
        while (true)
        {
            var page = await Store.Reader.Read(place, null, scope, pageSize, default);
            lines.AddRange(page.Lines);
            place = page.Next;
            if (!page.IsFull)
                return lines;
        }
    }
}

public sealed class SqliteJournalReaderTests() : JournalReaderContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresJournalReaderTests(PostgresCluster cluster) : JournalReaderContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task Waits_for_a_transaction_that_began_earlier_and_commits_later()
    {
        await Store.Register(Baltic, ADraft(1));
        var place = await Store.Reader.End(default);
        await using var slow = await OpenConnection();
        await Run(slow, $"""
            begin;
            insert into journal_lines (subject, line, type, at, actor, payload, hash)
            select '{Draft(1)}', 3, type, at, actor, payload, hash from journal_lines where subject = '{Draft(1)}' and line = 2
            """);

        await Store.Register(Baltic, ADraft(2));
        Assert.Empty(await ReadOn(place, pageSize: 4));

        await Run(slow, "commit");
        var lines = await ReadOn(place, pageSize: 4);

        Assert.Equal((Draft(1), 3), (lines[0].Draft, lines[0].Line));
        Assert.Equal(2, lines.Count(line => line.Draft == Draft(2)));
    }

    private async Task<Npgsql.NpgsqlConnection> OpenConnection()
    {
        var connection = new Npgsql.NpgsqlConnection($"{((PostgresStage)Stage).Strings.Program};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Run(Npgsql.NpgsqlConnection connection, string sql)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
