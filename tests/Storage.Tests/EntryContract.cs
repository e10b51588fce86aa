using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>Entries of registers: journal, row, number and what is kept apart in one transaction, or nothing of them.</summary>
public abstract class EntryContract : StoreContract
{
    private protected EntryContract(IStage stage)
        : base(stage)
    {
    }

    private protected EntryStage Stand => field ??= new(Store, Clock);

    private IEntryStore Entries => Store.Service<IEntryStore>();

    [StoreFact]
    public async Task Numbers_of_many_at_once_have_no_gap()
    {
        var decided = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Stand.Decided("appeal")));
        var answers = await Task.WhenAll(decided.Chunk(7).Select(some => Entries.Register(some[0].Sequence, () => [.. some.Select(each => each.Registration)], EntryStage.Numbers.Number, default)));

        Assert.Equal(
            Enumerable.Range(1, 60).Select(serial => $"10216000-{serial}/2026"),
            answers.SelectMany(some => some).Select(answer => answer.Number!).OrderBy(number => int.Parse(number[9..^5], null)));
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task An_entry_is_registered_once()
    {
        var (sequence, registration) = await Stand.Decided("appeal");
        var answers = await Entries.Register(sequence, () => [registration, registration], EntryStage.Numbers.Number, default);
        var again = await Entries.Register(sequence, () => [registration], EntryStage.Numbers.Number, default);

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.MovedOn], answers.Select(answer => answer.End));
        Assert.Equal(RegistrationEnd.MovedOn, Assert.Single(again).End);
        Assert.Equal("10216000-1/2026", (await Stand.Read(registration.Entry)).Number);
        Assert.Equal("10216000-2/2026", (await Stand.Read(await Stand.Registered("appeal"))).Number);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_bad_member_costs_no_other_and_no_number()
    {
        var (sequence, good) = await Stand.Decided("appeal");
        var (_, bad) = await Stand.Decided("appeal");
        var (_, after) = await Stand.Decided("appeal");
        bad = bad with { Kept = [bad.Kept[0], bad.Kept[0]] }; // two values of one name

        var answers = await Entries.Register(sequence, () => [good, bad, after], EntryStage.Numbers.Number, default);

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.Failed, RegistrationEnd.Registered], answers.Select(answer => answer.End));
        Assert.Equal(["10216000-1/2026", "10216000-2/2026"], answers.Where(answer => answer.Number is not null).Select(answer => answer.Number!));
        Assert.Empty((await Entries.Read(bad.Entry, default)).Lines);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task Where_the_edition_of_an_entry_is_not_known_yet_it_is_read_before_anything_is_decided()
    {
        var loads = Store.Service<ILoadStore<KindLoad>>();
        var kind = EntryStage.Kind("appeal");
        Assert.True(await loads.Write(new(1, kind.Code, KindLoad.Write(kind with { From = new(2026, 7, 1) }), Clock.GetUtcNow(), "operator", "И. Орлова"), default));
        var (there, elsewhere) = (new KindHolder(loads), new KindHolder(loads));
        await there.Refresh(default);
        var entry = await new EntryStage(Store, Clock, there).Registered(kind.Code);
        Assert.Null(elsewhere.Current.Edition(kind.Code, (await Stand.Read(entry)).Edition));

        Assert.True(await new EntryStage(Store, Clock, elsewhere).Do(entry, EntryStage.Step(kind, kind.Transitions[0]), EntryStage.Holder(kind.Transitions[0].By)));
    }

    [StoreFact]
    public async Task Numbers_begin_anew_each_year_and_nobody_slips_over_midnight()
    {
        await Stand.Registered("appeal");
        await Stand.Registered("risk-message");
        var (sequence, late) = await Stand.Decided("appeal");
        Clock.Turn(TimeSpan.FromDays(60));

        Assert.Equal(RegistrationEnd.MovedOn, Assert.Single(await Entries.Register(sequence, () => [late], EntryStage.Numbers.Number, default)).End);

        Assert.Equal("10216000-1/2027", (await Stand.Read(await Stand.Registered("appeal"))).Number);
        Assert.EndsWith("2", (await Stand.Read(await Stand.Registered("risk-message"))).Number.Split('/')[0], StringComparison.Ordinal);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task What_was_decided_on_another_state_is_not_written()
    {
        var kind = EntryStage.Kind("appeal");
        var id = await Stand.Registered("appeal");
        var decided = await Stand.Decide(id, EntryStage.Step(kind, kind.Transitions[0]), EntryStage.Holder(kind.Transitions[0].By));

        Assert.True(await Entries.Append(decided, default));
        Assert.False(await Entries.Append(decided, default));

        Assert.Equal(2, (await Entries.Read(id, default)).Lines.Count);
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task Texts_stand_in_no_line_and_can_be_removed()
    {
        var id = await Stand.Registered("appeal");
        var stored = await Entries.Read(id, default);

        Assert.All(stored.Lines, line => Assert.DoesNotContain("Текст", System.Text.Encoding.UTF8.GetString(line.Payload), StringComparison.Ordinal));
        Assert.Contains(stored.Kept, value => value is { Name: "content", Value: "Текст" });
        await Store.Execute("delete from entry_values");
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task What_is_kept_goes_when_its_time_is_over_and_the_chain_still_holds()
    {
        var kind = EntryStage.Kind("appeal");
        var (ended, open) = (await Stand.Registered("appeal"), await Stand.Registered("appeal"));
        foreach (var route in (string[])["registration", "executor", "answer"])
        {
            Clock.Turn(TimeSpan.FromHours(1));
            Assert.True(await Stand.Do(ended, EntryStage.Step(kind, kind.Transition(route)!), EntryStage.Holder(kind.Transition(route)!.By)));
        }
        var over = Clock.GetUtcNow().AddYears(kind.RetentionYears!.Value);
        Assert.NotEmpty((await Entries.Read(ended, default)).Kept);
        Assert.Equal(2, await Found("текст"));

        Clock.Turn(over - Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await Entries.ToEmpty(Clock.GetUtcNow(), 10, default));
        await Stand.Look(ended);
        Assert.NotEmpty((await Entries.Read(ended, default)).Kept);

        Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal([ended], (await Entries.ToEmpty(Clock.GetUtcNow(), 10, default)).AsEnumerable());
        await Stand.Look(ended);
        await Stand.Look(ended);

        var stored = await Entries.Read(ended, default);
        Assert.Empty(stored.Kept);
        Assert.Equal(["EntryRegistered", "EntryStepTaken", "EntryStepTaken", "EntryStepTaken", "EntryValuesRemoved"], stored.Lines.Select(line => line.Type));
        Assert.Empty(await Entries.ToEmpty(Clock.GetUtcNow().AddYears(100), 10, default)); // one that has not ended has no end of what is kept
        Assert.NotEmpty((await Entries.Read(open, default)).Kept);
        Assert.Equal(1, await Found("текст"));
        Assert.Equal("answered", (await Stand.Read(ended)).State);
        Assert.Empty(await Store.Verify());

        // A script has written of all that had ended that they are to be looked at. Where nothing is to be removed, that is done with once.
        await Store.Execute("update entries set kept_until = 0 where ended");
        Assert.Equal([ended], (await Entries.ToEmpty(Clock.GetUtcNow(), 10, default)).AsEnumerable());
        await Stand.Look(ended);
        Assert.Empty(await Entries.ToEmpty(Clock.GetUtcNow(), 10, default));
        Assert.Empty(await Store.Verify());

        // What is put right afterwards goes as well.
        Assert.True(await Stand.Do(ended, new CorrectEntry(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("content", "Заново")]), "Описка"), EntryStage.Holder(kind.Registration.By)));
        Assert.Equal([ended], (await Entries.ToEmpty(Clock.GetUtcNow(), 10, default)).AsEnumerable());
        await Stand.Look(ended);
        Assert.Empty((await Entries.Read(ended, default)).Kept);
        Assert.Empty(await Store.Verify());

        async Task<int> Found(string word) => (await Stand.Index.Find(Search.TextQuery.Read(word)!, null, new(new(null), "nobody", Ceramics.Baltic, []), null, 10, default)).Count;
    }

    [StoreFact]
    public async Task What_a_closed_circle_says_is_sealed_and_verified_without_a_key()
    {
        var kind = EntryStage.Kind("corruption-notice");
        var id = await Stand.Registered("corruption-notice");
        Assert.True(await Stand.Do(id, EntryStage.Step(kind, kind.Transitions[0]), EntryStage.Holder(kind.Transitions[0].By)));
        Assert.True(await Stand.Do(id, EntryStage.Step(kind, kind.Transitions[1]), EntryStage.Holder(kind.Transitions[1].By)));
        var stored = await Entries.Read(id, default);

        Assert.All(stored.Kept, kept => Assert.True(Sealer.IsSealed(kept.Value), kept.Name));
        Assert.Equal(["acceptedAt", "acceptedBy", "content", "official"], stored.Kept.Where(kept => kept.Line == 1).Select(kept => kept.Name).Order(StringComparer.Ordinal));
        Assert.All(stored.Lines, line => Assert.DoesNotContain("Текст", System.Text.Encoding.UTF8.GetString(line.Payload), StringComparison.Ordinal));
        Stand.Keys.Current = null;
        Assert.Empty(await Store.Verify());
        Clock.Turn(TimeSpan.FromDays(400));
        await Stand.Look(id); // its terms go on without a key

        Clock.Turn(TimeSpan.FromDays(366 * kind.RetentionYears!.Value));
        await Stand.Look(id);
        Assert.Empty((await Entries.Read(id, default)).Kept);
        Assert.Empty(await Store.Verify());
    }

    /// <summary>Every shipped register, steps by chance, with terms that pass on the way: the rows are what the lines say.</summary>
    [StoreFact]
    public async Task Whatever_happens_to_entries_of_all_registers_rows_are_what_the_lines_say()
    {
        var chance = new Random(7);
        var (ended, missed) = (0, 0);
        foreach (var kind in RegisterKinds.Shipped.All.Where(each => each.Code != ShippedKinds.PriceResearch)) // that one comes with figures; see PriceContract
        {
            for (var i = 0; i < 3 && !(kind.Single && i > 0); i++)
            {
                var id = await Stand.Registered(kind.Code);
                for (var taken = 0; taken < 8; taken++)
                {
                    Clock.Turn(TimeSpan.FromHours(chance.Next(1, 200)));
                    if (chance.Next(2) == 0)
                        await Stand.Look(id);
                    var entry = await Stand.Read(id);
                    missed += entry.Missed.Count;
                    var spread = await Entries.SpreadFrom(id, default);
                    var steps = kind.Transitions.Where(step =>
                        step.From.Contains(entry.State) && !step.Seen && (!step.By.Responsible || entry.Responsible is not null) && EntrySpreads.Outstanding(step, spread).IsEmpty).ToArray();
                    if (steps.Length == 0)
                        break;
                    var step = steps[chance.Next(steps.Length)];
                    Assert.True(await Stand.Do(id, EntryStage.Step(kind, step), EntryStage.Holder(step.By)));
                }
                var last = await Stand.Read(id);
                ended += kind.State(last.State) is { End: true } ? 1 : 0;
                var head = (await Store.Service<EntryQueries>().Page(new(kind.Code, Number: last.Number), new(null), null, 1, default))[0];
                Assert.Equal(
                    (last.State, last.Line, last.Responsible?.Subject, last.Running.Any(term => last.Missed.Contains(term.Key)), kind.State(last.State) is { End: true }),
                    (head.State, head.LastLine, head.Responsible, head.Overdue, head.Ended));
            }
        }
        Assert.True(ended > 20 && missed > 20, $"{ended} ended, {missed} missed");
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task An_entry_is_spread_with_all_numbers_in_one_commit_or_not_at_all()
    {
        var kind = EntryStage.Kind("instruction");
        var (id, step) = (await Stand.Registered("instruction", Ceramics.NorthWest), kind.Transition("communication")!);
        ImmutableArray<EntryExecutor> executors = [.. Enumerable.Range(0, 20).Select(i => new EntryExecutor(i % 2 == 0 ? Ceramics.Baltic : Ceramics.NorthWest, new($"person-{i}", $"Лицо {i}")))];
        var command = EntryStage.Step(kind, step) with { Executors = executors };
        var decided = await Stand.Wide(id, command, EntryStage.Holder(step.By) with { Authority = Ceramics.NorthWest });

        // One of them cannot be written: nothing is, and no number is lost.
        var (sequence, bad) = decided.Spread[^1];
        var broken = decided with { Spread = decided.Spread.SetItem(19, (sequence, bad with { Kept = [bad.Kept[0], bad.Kept[0]] })) };
        await Assert.ThrowsAnyAsync<Exception>(() => Entries.Append(broken, EntryStage.Numbers.Number, default));
        Assert.Equal(("signed", 1), ((await Stand.Read(id)).State, (await Stand.Read(id)).Line));
        Assert.Empty(await Entries.SpreadFrom(id, default));

        Assert.True(await Entries.Append(decided, EntryStage.Numbers.Number, default));
        Assert.False(await Entries.Append(decided, EntryStage.Numbers.Number, default)); // asked again, it is decided on a state that is over

        var rows = await Entries.SpreadFrom(id, default);
        Assert.Equal(
            Enumerable.Range(1, 10).SelectMany(serial => (string[])[$"{Ceramics.Baltic}-{serial}/2026", $"{Ceramics.NorthWest}-{serial}/2026"]).Order(StringComparer.Ordinal),
            rows.Select(row => row.Number).Order(StringComparer.Ordinal));
        Assert.Equal(executors.Select(each => each.Responsible!.Subject).Order(StringComparer.Ordinal), rows.Select(row => row.Responsible!).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal((id, Ceramics.NorthWest, "execution"), (row.Origin, row.Giver, row.DueTerm)));
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task A_step_that_takes_all_with_it_finds_each_as_it_was_seen()
    {
        var (kind, execution) = (EntryStage.Kind("instruction"), EntryStage.Kind("instruction-execution"));
        var id = await Stand.Registered("instruction");
        await Take(id, kind, "communication");
        var rows = await Entries.SpreadFrom(id, default);
        Assert.Equal(RefusalReason.WrongStatus, (await Stand.Refused(id, EntryStage.Step(kind, kind.Transition("report")!), Person(Role.CaseOfficer)))!.Reason);
        foreach (var row in rows)
        {
            await Take(row.Id, execution, row.Responsible is null ? "acceptance" : "own-acceptance", Person(Role.AuthorityHead));
            await Take(row.Id, execution, "report", Person(Role.CaseOfficer));
        }
        await Take(id, kind, "report", Person(Role.CaseOfficer));

        var release = await Stand.Wide(id, EntryStage.Step(kind, kind.Transition("release")!), Person(Role.AuthorityHead));
        await Take(rows[1].Id, execution, "return", Person(Role.AuthorityHead));
        Assert.False(await Entries.Append(release, EntryStage.Numbers.Number, default));
        Assert.Equal(("reported", "reported"), ((await Stand.Read(id)).State, (await Stand.Read(rows[0].Id)).State));

        await Take(rows[1].Id, execution, "withdrawal", Person(Role.AuthorityHead));
        await Take(id, kind, "release");
        Assert.Equal(("off-control", "off-control", "withdrawn"), ((await Stand.Read(id)).State, (await Stand.Read(rows[0].Id)).State, (await Stand.Read(rows[1].Id)).State));
        Assert.Empty(await Store.Verify());

        static Actor Person(Role role) => new(EntryStage.Person.Subject, EntryStage.Person.Name, Ceramics.Baltic, null, [role]);

        async Task Take(Guid entry, RegisterKind of, string route, Actor? actor = null)
        {
            Clock.Turn(TimeSpan.FromHours(1));
            Assert.True(await Stand.Do(entry, EntryStage.Step(of, of.Transition(route)!), actor ?? EntryStage.Holder(of.Transition(route)!.By)));
        }
    }

    [StoreFact]
    public async Task Terms_that_have_passed_are_found_once()
    {
        var id = await Stand.Registered("appeal");
        await Stand.Registered("appeal");
        var revision = TestReference.Data.Current.Calendar.Revision;

        Assert.Empty(await Entries.ToLookAt(Ceramics.Baltic, Clock.GetUtcNow(), revision, 10, default));
        Clock.Turn(TimeSpan.FromDays(10));
        Assert.Equal(2, (await Entries.ToLookAt(Ceramics.Baltic, Clock.GetUtcNow(), revision, 10, default)).Length);
        Assert.Empty(await Entries.ToLookAt(Ceramics.NorthWest, Clock.GetUtcNow(), revision, 10, default));
        Assert.Equal(2, (await Entries.ToLookAt(Ceramics.Baltic, Clock.GetUtcNow(), revision - 1, 10, default)).Length); // by a node that has not heard of the calendar
        Assert.Equal([Ceramics.Baltic], (await Entries.WithTerms(default)).AsEnumerable());

        await Stand.Look(id);

        Assert.Equal(["registration"], (await Stand.Read(id)).Missed);
        Assert.DoesNotContain(id, await Entries.ToLookAt(Ceramics.Baltic, Clock.GetUtcNow(), revision, 10, default));
        Assert.Contains(id, await Entries.ToLookAt(Ceramics.Baltic, Clock.GetUtcNow(), revision + 1, 10, default));
    }

    [StoreFact]
    public async Task The_oldest_term_that_is_watched_is_that_of_any_authority()
    {
        var queries = Store.Service<EntryQueries>();
        Assert.Null(await queries.OldestToWatch(default));
        var closed = EntryStage.Kind("corruption-notice"); // of a closed circle nothing is said
        var notice = await Stand.Registered(closed.Code);
        Assert.True(await Stand.Do(notice, EntryStage.Step(closed, closed.Transition("check")!), EntryStage.Holder(closed.Transition("check")!.By)));
        Assert.NotNull((await queries.Page(new(closed.Code), new(null), null, 1, default))[0].WatchAt);
        Assert.Null(await queries.OldestToWatch(default));
        Clock.Turn(TimeSpan.FromDays(1));
        var first = await Stand.Registered("appeal");
        Clock.Turn(TimeSpan.FromDays(1));
        await Stand.Registered("appeal");
        await Stand.Registered("appeal", authority: Ceramics.NorthWest);

        var rows = await queries.Page(new("appeal"), new(null), null, 10, default);
        Assert.Equal(3, rows.Count);
        Assert.Equal(rows.Single(row => row.Id == first).WatchAt, await queries.OldestToWatch(default));
    }

    [StoreFact]
    public async Task A_list_shows_pages_of_what_its_reader_sees()
    {
        for (var i = 0; i < 5; i++)
        {
            await Stand.Registered("appeal");
            Clock.Turn(TimeSpan.FromSeconds(1));
        }
        var queries = Store.Service<EntryQueries>();
        var filter = new EntryFilter("appeal", State: "received", Open: true, Overdue: false);

        var page = await queries.Page(filter, new([Ceramics.Baltic]), null, 3, default);
        var rest = await queries.Page(filter, new([Ceramics.Baltic]), new(page[2].RegisteredAt, page[2].Id), 3, default);

        Assert.Equal(["10216000-5/2026", "10216000-4/2026", "10216000-3/2026", "10216000-2/2026", "10216000-1/2026"], page.Take(3).Concat(rest).Select(row => row.Number));
        Assert.Empty(await queries.Page(filter, new([Ceramics.NorthWest]), null, 3, default));
        Assert.Empty(await queries.Page(filter, new([]), null, 3, default));
        var counts = Store.Service<EntryCounts>();
        Assert.Equal(new EntryCount(5, 0), (await counts.Now(default)).Of("appeal", new(null)));
        Assert.Equal(new EntryCount(5, 0), (await counts.Now(default)).Of("appeal", new([Ceramics.Baltic])));
        Assert.Equal(new EntryCount(0, 0), (await counts.Now(default)).Of("appeal", new([])));
        await Stand.Registered("appeal");
        Assert.Equal(new EntryCount(6, 0), (await counts.Now(default)).Of("appeal", new(null)));
    }

    [StoreFact]
    public async Task Editions_are_read_back_as_they_were_written()
    {
        var loads = Store.Service<ILoadStore<KindLoad>>();
        var load = Load(1);

        Assert.True(await loads.Write(load, default));
        Assert.False(await loads.Write(load, default));

        Assert.Equal(load, Assert.Single(await loads.LoadsAfter(0, default)));
        Assert.All(ShippedKinds.All.Values, kind => Assert.Equal(KindLoad.Write(kind), KindLoad.Write(KindLoad.Read(KindLoad.Write(kind)))));
    }

    internal static KindLoad Load(long revision)
    {
        var kind = EntryStage.Kind("appeal");
        return new(revision, kind.Code, KindLoad.Write(kind with { From = kind.From.AddDays((int)revision) }), new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), "operator-1", "О. Оператор");
    }
}

public sealed class SqliteEntryTests() : EntryContract(new SqliteStage())
{
    [Theory]
    [InlineData("update entries set state = 'answered'", "state is answered")]
    [InlineData("update entries set last_line = 1, responsible = 'x'", "responsible is not what the journal says")]
    [InlineData("update entries set number = '10216000-9/2026'", "number is 10216000-9/2026")]
    [InlineData("update entry_sequences set last_serial = 2", "1 of its serials are missing")]
    [InlineData("delete from entries", "are of an entry that is not there")]
    public async Task Verification_sees_what_was_changed_by_hand(string change, string finding)
    {
        await Stand.Registered("appeal");
        Assert.Empty(await Store.Verify());

        await Store.Execute(change);

        Assert.Contains(await Store.Verify(), found => $"{found}".Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_apart_is_what_its_line_says()
    {
        await Stand.Registered("appeal");
        await Store.Execute("update entry_values set value = 'Другое' where name = 'content'");

        Assert.Contains(await Store.Verify(), found => $"{found}".EndsWith("what is kept of content is not what the line says", StringComparison.Ordinal));
    }
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresEntryTests(PostgresCluster cluster) : EntryContract(new PostgresStage(cluster));
