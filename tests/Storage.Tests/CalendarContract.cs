using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class CalendarContract : StoreContract
{
    private protected CalendarContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Nothing_is_loaded_at_first()
    {
        Assert.Equal(0, await Store.Calendars.Revision(default));
        Assert.Empty(await Store.Calendars.LoadsAfter(0, default));
    }

    [StoreFact]
    public async Task Loads_are_read_back_in_order_as_they_were_written()
    {
        foreach (var load in (CalendarLoad[])[Load(1), Load(2, 2029), Load(3)])
            Assert.True(await Store.Calendars.Write(load, default));

        Assert.Equal(3, await Store.Calendars.Revision(default));
        Assert.Equal([1, 2, 3], (await Store.Calendars.LoadsAfter(0, default)).Select(load => load.Revision));
        var read = (await Store.Calendars.LoadsAfter(1, default))[0];
        Assert.Equal(Load(2, 2029) with { Year = read.Year }, read);
        Assert.Equal(2029, read.Year.Year);
        Assert.Equal(Load(2, 2029).Year.Days.AsEnumerable(), read.Year.Days.AsEnumerable());
    }

    [StoreFact]
    public async Task A_load_is_the_next_revision_or_it_is_not_written()
    {
        await Store.Calendars.Write(Load(1), default);

        Assert.False(await Store.Calendars.Write(Load(1, 2029), default));
        Assert.False(await Store.Calendars.Write(Load(3, 2029), default));
        Assert.Equal(2028, Assert.Single(await Store.Calendars.LoadsAfter(0, default)).Year.Year);
    }

    [StoreFact]
    public async Task Of_twenty_loads_at_once_one_is_written()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.Calendars.Write(Load(1, 2028 + i), default))));

        Assert.Single(written, each => each);
        Assert.Equal(1, await Store.Calendars.Revision(default));
    }

    [StoreFact]
    public async Task Open_deadlines_are_read_page_by_page_in_the_order_of_ids()
    {
        await Store.Register(Baltic, Drafts(1, 5));
        var prepared = AppendedDraft.Prepare(Draft(6), Clock.GetUtcNow());
        await Store.Journal.Append(prepared.Append, default);

        var first = await Store.Deadlines.Open(null, 3, default);
        var second = await Store.Deadlines.Open(first[^1].Draft, 3, default);

        Assert.Equal([3, 2], [first.Length, second.Length]);
        Assert.Equal(Enumerable.Range(1, 5).Select(Draft).ToHashSet(), first.Concat(second).Select(each => each.Draft).ToHashSet());
        Assert.Equal((DeadlineKind.Consideration, 0L), (first[0].Deadline.Kind, first[0].Deadline.CalendarRevision));
        Assert.NotNull(first[0].Number);
    }

    internal static CalendarLoad Load(long revision, int year = 2028) => new(
        revision,
        new CalendarYear(year, [new(new(year, 1, 1), CalendarMark.Holiday), new(new(year, 3, 9), CalendarMark.Short)]),
        new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero),
        "operator-1",
        "О. Оператор");
}

public sealed class SqliteCalendarTests() : CalendarContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresCalendarTests(PostgresCluster cluster) : CalendarContract(new PostgresStage(cluster));
