using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Drafts 1 to 5 are registered at once, and so due at once: as 1 December ends in Moscow.</summary>
public abstract class DeadlineContract : StoreContract
{
    private static readonly DateTimeOffset due = new(2026, 12, 2, 0, 0, 0, TimeSpan.FromHours(3));

    private protected DeadlineContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Nothing_is_due_at_first()
    {
        Assert.Empty(await Store.Deadlines.Responsible(default));
        Assert.Empty(await Store.Deadlines.Due(AuthorityCode.Fcs, due, null, 10, default));
    }

    [StoreFact]
    public async Task Authorities_with_an_open_deadline_are_known()
    {
        await Store.Register(Baltic, Drafts(1, 5));

        Assert.Equal(AuthorityCode.Fcs, Assert.Single(await Store.Deadlines.Responsible(default)));
    }

    [StoreFact]
    public async Task What_is_due_is_read_page_by_page_and_nothing_before_its_time()
    {
        await Store.Register(Baltic, Drafts(1, 5));

        Assert.Empty(await Store.Deadlines.Due(AuthorityCode.Fcs, due.AddMilliseconds(-1), null, 10, default));
        Assert.Empty(await Store.Deadlines.Due(new AuthorityCode("10216000"), due, null, 10, default));
        var first = await Store.Deadlines.Due(AuthorityCode.Fcs, due, null, 3, default);
        var second = await Store.Deadlines.Due(AuthorityCode.Fcs, due, first[^1], 3, default);
        Assert.Equal([3, 2], [first.Length, second.Length]);
        Assert.Equal(Enumerable.Range(1, 5).Select(Draft).ToHashSet(), first.Concat(second).Select(place => place.Draft).ToHashSet());
        Assert.All(first, place => Assert.Equal(due, place.DueAt));
    }

    [StoreFact]
    public async Task What_an_older_calendar_counted_is_read_page_by_page()
    {
        await Store.Register(Baltic, Drafts(1, 5));

        Assert.Empty(await Store.Deadlines.CountedBefore(AuthorityCode.Fcs, 0, null, 10, default));
        var first = await Store.Deadlines.CountedBefore(AuthorityCode.Fcs, 1, null, 3, default);
        var second = await Store.Deadlines.CountedBefore(AuthorityCode.Fcs, 1, first[^1].Place, 3, default);
        Assert.Equal([3, 2], [first.Length, second.Length]);
        Assert.Equal(Enumerable.Range(1, 5).Select(Draft).ToHashSet(), first.Concat(second).Select(each => each.Draft).ToHashSet());
    }

    [StoreFact]
    public async Task What_is_marked_as_missed_is_open_no_more()
    {
        await Store.Register(Baltic, Drafts(1, 2));

        await Miss(Draft(1));

        Assert.Equal(Draft(2), Assert.Single(await Store.Deadlines.Due(AuthorityCode.Fcs, due, null, 10, default)).Draft);
        Assert.Equal(Draft(2), Assert.Single(await Store.Deadlines.CountedBefore(AuthorityCode.Fcs, 1, null, 10, default)).Draft);
        Assert.Equal(Draft(2), Assert.Single(await Store.Deadlines.Open(null, 10, default)).Draft);
        Assert.Equal(new DeadlineCount(AuthorityCode.Fcs, Open: 1, Overdue: 1, OldestOpen: due), Assert.Single(await Store.Deadlines.Count(default)));
    }

    private async Task Miss(DraftId id)
    {
        var draft = StoredEvents.Table.Fold(await Store.Journal.Read(id, default))!;
        DraftEvent missed = new DeadlineMissed(DeadlineKind.Consideration, due, due);
        var lines = JournalLines.Date(id.Value, draft.Line, draft.LineHash, [StoredEvents.Table.Pending(missed)], LineActor.Watch(AuthorityCode.Fcs), due);
        var next = missed.ApplyTo(draft, new EventLine(id.Value, lines[0].Line, due, lines[0].Hash));
        Assert.True(await Store.Journal.Append(new DraftAppend(draft.Line, lines, DraftHead.Of(next)), default));
    }
}

public sealed class SqliteDeadlineTests() : DeadlineContract(new SqliteStage())
{
    /// <summary>The watch asks every minute: it must find what is due without looking at what is not.</summary>
    [Fact]
    public async Task What_is_due_is_found_by_its_index()
    {
        var steps = await Store.Query(async connection => (await connection.QueryAsync(
            """
            explain query plan select deadline_at, id from drafts
            where responsible = '10000000' and deadline_at <= 1 and deadline_at is not null and not deadline_missed order by deadline_at, id limit 500
            """)).Select(row => (string)row.detail).ToList());
        Assert.Contains(steps, step => step.Contains("USING INDEX drafts_due (responsible=? AND deadline_at", StringComparison.Ordinal));
    }
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresDeadlineTests(PostgresCluster cluster) : DeadlineContract(new PostgresStage(cluster));
