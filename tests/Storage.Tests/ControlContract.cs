using Dapper;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Tests.Stage;
using static RmsOrleans.Storage.Tests.Stage.ControlStage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Controls of declarations: journal, row and record of a check in one transaction, or nothing of them.</summary>
public abstract class ControlContract : StoreContract
{
    private protected ControlContract(IStage stage)
        : base(stage)
    {
    }

    private protected ControlStore Controls => Store.Service<ControlStore>();

    private DeclarationQueries Declarations => Store.Service<DeclarationQueries>();

    [StoreFact]
    public async Task A_check_that_finds_nothing_is_one_record()
    {
        Assert.True(await Controls.Append(new(IdOf(1), 0, [], null, Record(1))));

        var stored = await Read(1);
        Assert.Empty(stored.Lines);
        Assert.Equivalent(Record(1), Assert.Single(stored.Checks), strict: true);
        Assert.False(await Controls.Append(new(IdOf(1), 0, [], null, Record(1))));
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_hit_begins_a_journal_that_goes_on_line_by_line()
    {
        Assert.True(await Controls.Append(Found(1)));
        var known = (await Read(1)).Fold()!;
        Assert.True(await Controls.Append(Next(known, new HitDecided(1, HitType.RiskNotFound, [new(3, false)], "Seen.", known.Hits[0].Measures))));

        var stored = await Read(1);
        var control = stored.Fold()!;
        Assert.Equal((3, HitType.RiskNotFound, 0, "Seen."), (stored.Lines.Count, control.Hits[0].Type, control.Undecided, control.Hits[0].Note));
        Audit.AssertChained(stored.Lines);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task What_was_decided_on_another_state_is_not_written()
    {
        Assert.True(await Controls.Append(Found(1)));
        var known = (await Read(1)).Fold()!;
        var decided = Next(known, new HitDecided(1, HitType.RiskNotFound, [], null, known.Hits[0].Measures));

        Assert.False(await Controls.Append(Found(1)));
        Assert.True(await Controls.Append(decided));
        Assert.False(await Controls.Append(decided));

        Assert.Equal(3, (await Read(1)).Lines.Count);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task Of_many_that_begin_the_same_at_once_one_is_written()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Controls.Append(Found((i % 10) + 1))));

        Assert.Equal(10, written.Count(each => each));
        for (var serial = 1; serial <= 10; serial++)
            Assert.Equal((2, 1), ((await Read(serial)).Lines.Count, (await Read(serial)).Checks.Count));
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_check_that_another_recorded_without_a_hit_is_decided_again()
    {
        Assert.True(await Controls.Append(new(IdOf(1), 0, [], null, Record(1))));

        Assert.False(await Controls.Append(Found(1)));
        Assert.True(await Controls.Append(Found(2)));

        Assert.Empty((await Read(1)).Lines);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task What_waits_is_listed_page_by_page_the_longest_first()
    {
        for (var serial = 1; serial <= 5; serial++)
        {
            await Controls.Append(Found(serial, serial % 2 == 0 ? "10702030" : "10216110"));
            Clock.Turn(TimeSpan.FromMinutes(1));
        }
        var known = (await Read(3)).Fold()!;
        await Controls.Append(Next(known, new HitDecided(1, HitType.RiskNotFound, [], null, known.Hits[0].Measures)));

        Assert.Equal(4, (await Controls.Undecided(default)).Hits);
        Assert.Equal([1, 2, 4, 5], (await Controls.Waiting(null, null, 10, default)).Select(Serial));
        Assert.Equal([1, 5], (await Controls.Waiting([new("10216110")], null, 10, default)).Select(Serial));
        Assert.Empty(await Controls.Waiting([], null, 10, default));
        var first = await Controls.Waiting(null, null, 2, default);
        Assert.Equal([1, 2, 4], first.Select(Serial));
        Assert.Equal([4, 5], (await Controls.Waiting(null, (first[1].ChangedAt, first[1].Id), 2, default)).Select(Serial));
    }

    [StoreFact]
    public async Task Tasks_are_listed_by_their_terms_page_by_page_and_counted()
    {
        for (var serial = 1; serial <= 5; serial++)
        {
            await Controls.Append(Found(serial, serial % 2 == 0 ? "10702030" : "10216110"));
            Clock.Turn(TimeSpan.FromHours(1));
        }
        var found = (await Read(3)).Fold()!;
        await Controls.Append(Next(found, new HitDecided(1, HitType.RiskNotFound, [], null, found.Hits[0].Measures)));
        var due = (await Read(2)).Fold()!;
        var measures = MeasureSigns.At(due.Hits[0].Measures, CheckMoment.Registration, HitType.RiskFound, false);
        await Controls.Append(Next(due, new HitDecided(1, HitType.RiskFound, [], null, measures, Clock.GetUtcNow().AddDays(2))));
        var tasks = Store.Service<CheckTaskQueries>();
        var now = Clock.GetUtcNow();
        var all = new CheckTaskFilter(now, null);

        Assert.Equal([1, 4, 5, 2], await Serials(all));
        Assert.Equal([1, 5], await Serials(all with { Within = [new("10216110")] }));
        Assert.Empty(await Serials(all with { Within = [] }));
        Assert.Equal([1, 4, 5], await Serials(all with { Undecided = true }));
        Assert.Equal([2], await Serials(all with { Undecided = false }));
        Assert.Equal([1], await Serials(all with { Overdue = true }));
        Assert.Equal([4, 5, 2], await Serials(all with { Overdue = false }));
        Assert.Empty(await Serials(all with { Profile = new("13", "100000", new(2026, 11, 22), 9) }));
        var first = await tasks.Page(all, null, 2, default);
        Assert.Equal(3, first.Count);
        Assert.Equal([5, 2], (await tasks.Page(all, new(first[1].DueAt, first[1].Subject, first[1].Place), 2, default)).Select(Serial));
        var counts = await tasks.Count(all, now.AddHours(2).AddMinutes(30), now.AddDays(1), default);
        Assert.Equal(new CheckTaskCounts { Total = 4, Undecided = 3, OpenMeasures = 1, Overdue = 1, Today = 1, ThisWeek = 1 }, counts);
        Assert.Equal(new CheckTaskCounts(), await tasks.Count(all with { Within = [] }, now, now, default));
        Assert.Empty(await Store.Verify());

        async Task<IEnumerable<int>> Serials(CheckTaskFilter filter) => (await tasks.Page(filter, null, 10, default)).Select(Serial);

        static int Serial(CheckTaskRow row) => int.Parse(row.Number[^7..], null);
    }

    [StoreFact]
    public async Task What_is_checked_is_stored_and_all_of_a_caller_and_a_day_is_one_load()
    {
        for (var serial = 1; serial <= 3; serial++)
            Assert.True(await Controls.Append(Found(serial) with { Brought = new(Ceramics.Author, TileDeclarations.Of(serial), []) }));
        Assert.True(await Controls.Append(Found(4) with { Brought = new(Ceramics.Coordinator, TileDeclarations.Of(4), []) }));

        Assert.Equal(
            [("checks 2026-11-21", 1, Ceramics.Coordinator.Subject), ("checks 2026-11-21", 3, Ceramics.Author.Subject)],
            (await Declarations.Loads(prices: false, null, null, 10, default)).Select(load => (load.Source, (int)load.Taken, load.Subject)));
        Assert.Equal(4, (await Declarations.Covered(202611, 202611, default)).Sum(month => month.Declarations));
        Assert.NotNull(await Declarations.Find(TileDeclarations.Of(3).Number, default));
        Assert.Equal(1, Assert.Single((await Read(2)).Versions.Stored).Version);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_declaration_that_is_known_with_other_content_is_not_checked()
    {
        Assert.True(await Controls.Append(Found(1) with { Brought = new(Ceramics.Author, TileDeclarations.Of(1), []) }));

        Assert.False(await Controls.Append(new(IdOf(1), 0, [], null, Record(1) with { Moment = CheckMoment.Release }) { Brought = new(Ceramics.Author, TileDeclarations.Of(1, hits: false), []) }));

        Assert.Single((await Read(1)).Checks);
        Assert.Single((await Declarations.Find(TileDeclarations.Of(1).Number, default))!.Versions);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task What_control_finds_is_an_outcome_of_each_item()
    {
        Assert.True(await Controls.Append(Found(1) with { Brought = new(Ceramics.Author, TileDeclarations.Of(1, items: 3), []) }));
        var known = (await Read(1)).Fold()!;
        var whole = new ItemOutcome(0, new(true, true, FixedPoint.Of(500), FixedPoint.Of(2)));
        var second = new ItemOutcome(2, new(true, false, null, FixedPoint.Of(1)));

        Assert.True(await Controls.Append(Next(known, new HitDecided(1, HitType.RiskFound, [], null, known.Hits[0].Measures)) with { Brought = new(Ceramics.Author, null, [whole, second]) }));

        var items = (await Declarations.Find(TileDeclarations.Of(1).Number, default))!.Versions[0].Declaration.Items;
        Assert.Equal(
            [whole.Outcome, new(true, true, null, FixedPoint.Of(1)), new(true, true)], items.Select(item => item.Outcome));
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_forged_line_row_or_record_is_found()
    {
        await Controls.Append(Found(1));
        await Controls.Append(Found(2));

        await Stage.Forge("update control_lines set type = 'ControlClosed' where line = 2 and subject = (select id from controls where number like '%0000001')");
        Assert.Contains(await Store.Verify(), finding => finding.Contains("line 2: its hash does not follow", StringComparison.Ordinal));
        await Stage.Forge("update controls set undecided = 0 where number like '%0000002'");
        Assert.Contains(await Store.Verify(), finding => finding.Contains("column undecided", StringComparison.Ordinal));
        await Stage.Forge("delete from controls where number like '%0000002'");
        var findings = await Store.Verify();
        Assert.Contains(findings, finding => finding.StartsWith("control_lines", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.StartsWith("checks", StringComparison.Ordinal));
    }

    /// <summary>It is the 21 November 2026: the last month that ends is October 2021.</summary>
    [StoreFact]
    public async Task Journals_end_by_whole_months_with_their_last_hash_and_what_waits_stays()
    {
        var moscow = TimeSpan.FromHours(3);
        await Store.AppendAtRest(1, new(2021, 9, 30, 12, 0, 0, moscow));
        await Store.AppendAtRest(2, new(2021, 10, 31, 23, 59, 0, moscow));
        await Store.AppendAtRest(3, new(2021, 11, 1, 0, 1, 0, moscow));
        await Controls.Append(ControlStage.Found(4, new(2021, 9, 1, 12, 0, 0, moscow))); // waits for an official
        await Controls.Append(new(IdOf(5), 0, [], null, ControlStage.Record(5, new(2021, 9, 2, 12, 0, 0, moscow)) with { SelectionDay = new(2021, 9, 2) }));
        await Controls.Append(new(IdOf(6), 0, [], null, ControlStage.Record(6, new(2021, 11, 2, 12, 0, 0, moscow)) with { SelectionDay = new(2021, 11, 2) }));
        var last = (await Read(2)).Lines[^1].Hash;
        Assert.Empty(await Store.Verify());

        Assert.Equal(new EndedControls(2, 3), await Store.Service<ControlRetention>().End(default));

        Assert.Equal([0, 0, 3, 2, 0, 0], await Lines());
        Assert.Equal([0, 0, 1, 1, 0, 1], await Records());
        Assert.Equal(
            ["1 202109 1 3 1 5", "2 202109 0 0 1 5", "3 202110 1 3 1 5"],
            await Store.Query(connection => connection.QueryAsync<string>("select id || ' ' || month || ' ' || controls || ' ' || lines || ' ' || checks || ' ' || kept_years from control_removals order by id")));
        Assert.Equal(last, await Store.Query(connection => connection.ExecuteScalarAsync<byte[]>("select last_hash from control_ends where removal = 3")));
        Assert.Equal(2, await Store.Query(connection => connection.ExecuteScalarAsync<long>("select count(*) from control_hits")));
        Assert.Empty(await Store.Verify());

        // Nothing else is due, until a month has gone; what waited is decided and has its years from then on.
        Assert.Equal(new EndedControls(0, 0), await Store.Service<ControlRetention>().End(default));
        var known = (await Read(4)).Fold()!;
        Assert.True(await Controls.Append(Next(known, new HitDecided(1, HitType.RiskNotFound, [], null, known.Hits[0].Measures))));
        Clock.Turn(TimeSpan.FromDays(14));
        Assert.Equal(new EndedControls(1, 2), await Store.Service<ControlRetention>().End(default));
        Assert.Equal([0, 0, 0, 3, 0, 0], await Lines());
        Assert.Empty(await Store.Verify());

        async Task<IEnumerable<int>> Lines() => (await Task.WhenAll(Enumerable.Range(1, 6).Select(Read))).Select(stored => stored.Lines.Count);

        async Task<IEnumerable<int>> Records() => (await Task.WhenAll(Enumerable.Range(1, 6).Select(Read))).Select(stored => stored.Checks.Count);
    }

    [StoreFact]
    public async Task A_declaration_whose_journal_has_ended_can_be_checked_anew()
    {
        await Store.EndAControl(1, Clock.GetUtcNow());

        Assert.True(await Controls.Append(Found(1)));

        Assert.Equal(2, (await Read(1)).Lines.Count);
        Assert.Empty(await Store.Verify());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Store.Execute("delete from control_lines"));
    }

    [StoreFact]
    public async Task What_remains_of_a_journal_cannot_be_forged_unseen()
    {
        await Store.EndAControl(1, Clock.GetUtcNow());
        await Store.EndAControl(2, Clock.GetUtcNow());
        Assert.Empty(await Store.Verify());

        await Stage.Forge("update control_ends set lines = 2 where removal = 1");
        Assert.Contains(await Store.Verify(), finding => finding == "control_removals, row 1: its hash does not follow from what it and its ends say and from the row before");
        await Stage.Forge("delete from control_ends where removal = 1");
        await Stage.Forge("delete from control_removals where id = 1");
        Assert.Contains(await Store.Verify(), finding => finding == "control_removals, row 2: it does not follow row 0");
    }

    private protected Task<StoredControl> Read(int serial) => Controls.Read(IdOf(serial), TileDeclarations.Number(serial), default);

    private protected ControlAppend Found(int serial, string post = "10216110") => ControlStage.Found(serial, Clock.GetUtcNow(), post);

    private static int Serial(ControlHead head) => int.Parse(head.Number[^7..], null);

    private ControlAppend Next(Control known, ControlEvent happened) => ControlStage.Next(known, happened, Clock.GetUtcNow());

    private CheckRecord Record(int serial) => ControlStage.Record(serial, Clock.GetUtcNow());
}

public sealed class SqliteControlTests() : ControlContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresControlTests(PostgresCluster cluster) : ControlContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task Of_two_nodes_that_begin_the_same_at_once_one_writes()
    {
        await using var other = await Stage.OpenNode(Clock);
        var controls = other.Service<ControlStore>();

        var written = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? Controls : controls).Append(Found((i / 2) + 1))));

        Assert.Equal(30, written.Count(each => each));
        Assert.Empty(await Store.Verify());
    }
}
