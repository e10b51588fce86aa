using System.Text.Json;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Efficiency;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>What hits came to: the rows that are added up by SQL, and the fold of the journals, say the same.</summary>
public abstract class EfficiencyContract : StoreContract
{
    private const int Declarations = 60;

    private static readonly RegistrationNumber tiles = new("13", "100000", new(2026, 11, 22), 1);
    private static readonly RegistrationNumber shoes = new("13", "100000", new(2026, 11, 22), 2);

    private protected EfficiencyContract(IStage stage)
        : base(stage)
    {
    }

    private ControlStore Controls => Store.Service<ControlStore>();

    private EfficiencyQueries Queries => Store.Service<EfficiencyQueries>();

    [StoreFact]
    public async Task Sums_are_those_of_the_journals()
    {
        var rows = await Planted();

        foreach (var profile in (RegistrationNumber[])[tiles, shoes])
        {
            var of = rows.Where(row => row.Profile == profile.ToString()).ToArray();
            var filter = new EfficiencyFilter { Profiles = [profile.ToString()] };
            AssertSame(EfficiencyFigures.Of(of, rows), Assert.Single(await Queries.Sum(filter, EfficiencyBy.Nothing, default)));
            await AssertSame(of, rows, filter, EfficiencyBy.Month, hit => DayText.Of(hit.FoundOn)[..7], row => row.Month!);
            await AssertSame(of, rows, filter, EfficiencyBy.Version, hit => $"{hit.ProfileVersion}", row => $"{row.Version}");
            await AssertSame(of, rows, filter, EfficiencyBy.Authority, hit => hit.ControlAuthority, row => row.Authority!);
        }
        await AssertSame([.. rows.Where(row => row.Profile is not null)], rows, new(), EfficiencyBy.Profile, hit => hit.Profile!, row => row.Profile!);

        var sample = rows.Where(row => row.Ground == ControlGround.ControlSample).ToArray();
        Assert.NotEmpty(sample);
        AssertSame(EfficiencyFigures.Of(sample, rows), Assert.Single(await Queries.Sum(new() { IsWithoutProfile = true, Ground = ControlGround.ControlSample }, EfficiencyBy.Nothing, default)));
    }

    [StoreFact]
    public async Task Filters_leave_out_what_is_not_asked_for()
    {
        var rows = await Planted();
        var some = rows.Where(row => row.Profile == tiles.ToString() && row.ControlAuthority == "10702030" && row.FoundOn >= new DateOnly(2026, 12, 1) && row.FoundOn <= new DateOnly(2026, 12, 31)).ToArray();
        Assert.NotEmpty(some);

        var sums = await Queries.Sum(
            new() { Profiles = [tiles.ToString()], Within = [new("10702030")], From = new(2026, 12, 1), To = new(2026, 12, 31) }, EfficiencyBy.Nothing, default);

        AssertSame(EfficiencyFigures.Of(some, rows), Assert.Single(sums));
        Assert.Empty(await Queries.Sum(new() { Profiles = [tiles.ToString()], Within = [] }, EfficiencyBy.Nothing, default));
        Assert.Equal(new EfficiencyRow(), Assert.Single(await Queries.Sum(new() { Profiles = ["13/100000/22112026/00009"] }, EfficiencyBy.Nothing, default)));
    }

    [StoreFact]
    public async Task The_flow_counts_each_declaration_once()
    {
        await Planted();
        var known = (await Read(1)).Checks[0];
        Assert.True(await Controls.Append(new(ControlStage.IdOf(1), 0, [], null, known with { Moment = CheckMoment.Release, Hits = 0, Findings = CheckFindings.None })));

        var flow = await Queries.Flow(null, null, null, default);

        Assert.Equal((Declarations, "2026-11"), (flow.Sum(row => row.Declarations), flow.Select(row => row.Month).Distinct().Single()));
        Assert.Equal(Declarations / 2, (await Queries.Flow([new("10216110")], new(2026, 11, 1), new(2026, 11, 30), default)).Sum(row => row.Declarations));
        Assert.Empty(await Queries.Flow(null, new(2026, 12, 1), null, default));
    }

    [StoreFact]
    public async Task A_forged_or_lost_row_is_found()
    {
        await Planted();
        Assert.Empty(await Store.Verify());

        await Stage.Forge("update control_hits set payments = payments + 1 where place = 1 and subject = (select id from controls where number like '%0000001')");
        Assert.Contains(await Store.Verify(), finding => finding.Contains("hit 1: column payments", StringComparison.Ordinal));
        await Stage.Forge("delete from control_hits where subject = (select id from controls where number like '%0000002')");
        Assert.Contains(await Store.Verify(), finding => finding.Contains("0 in control_hits", StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task Profiles_in_force_are_judged_by_their_version_and_what_was_checked_where_they_apply()
    {
        var drafts = await Store.ADraftToAdopt(1, 2);
        await Store.Publish(Tiles.Adopt(drafts[0], Tiles.Of("10216000"), Tiles.Valid("2026-11-01", "2027-10-31")));
        await Store.Publish(Tiles.Adopt(drafts[1], Tiles.Of("10702000"), Tiles.Valid("2027-11-01", "2027-11-30"))); // not in force yet
        var rows = await Planted();
        var number = (await Store.Query(async connection => await Dapper.SqlMapper.QuerySingleAsync<string>(connection, "select number from profiles where status = 'InForce'")));
        Assert.Equal(tiles.Serial, long.Parse(number.Split('/')[^1], null));

        Assert.True(RegistrationNumber.TryParse(number, out var profile));
        foreach (var serial in (int[])[901, 902, 903])
        {
            var begun = new DeclarationChecked(
                TileDeclarations.Number(serial), 1, CheckMoment.Registration, "00", "10216110", serial == 903 ? "10702030" : "10216110", new(2026, 11, 30), 7, 1, "key", Sampled: false, LowRisk: false);
            Assert.True(await Controls.Append(ControlAppend.Of(ControlStage.IdOf(serial), null, [begun, new HitFound(Hit(1, profile, 1))], Tiles.Actor, new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero), null)));
        }

        var judged = Assert.Single(await Store.Service<IEfficiencyStore>().Judged(new(2026, 12, 31), With($"10216110,2026-01-01,,0\n10702030,2026-01-01,,3\n"), default));

        Assert.Equal((Ceramics.Baltic, Ceramics.Unit, Ceramics.Note.ExpectedConsignments), (judged.Authority, judged.ContactUnit, (int)judged.Figures.Expected));
        Assert.Equal(Declarations / 2, judged.Figures.CheckedLately);
        var sample = rows.Where(row => row.Ground == ControlGround.ControlSample).ToArray();
        AssertSame(EfficiencyFigures.Of(sample, rows), judged.Figures.Sample);
        Assert.Equal(new PostLoad(2, 0.07, 0), judged.Figures.Heaviest); // two in the 29 working days since it is in force
        Assert.Null((await Store.Service<IEfficiencyStore>().Judged(new(2026, 12, 31), TestReference.Shipped, default))[0].Figures.Heaviest);

        static ReferenceSnapshot With(string capacity) => TestReference.Shipped with
        {
            Classifiers = ClassifierEditions.Shipped.With(new ClassifierLoad(1, ClassifierName.Capacity, $"{PostCapacity.Header}\n{capacity}", default, "", "")),
        };
    }

    [StoreFact]
    public async Task Tasks_are_those_of_the_last_look_and_keep_their_first_day()
    {
        var drafts = await Store.ADraftToAdopt(1, 2);
        var first = (await Store.Publish(Tiles.Adopt(drafts[0], null, Tiles.Valid("2026-11-01", "2027-10-31"))))[0].Profile!;
        var second = (await Store.Publish(Tiles.Adopt(drafts[1], Tiles.Of("10702000"), Tiles.Valid("2026-11-01", "2027-10-31"))))[0].Profile!;
        var (store, tasks) = (Store.Service<IEfficiencyStore>(), Store.Service<ProfileTaskQueries>());
        var refused = new RaisedFlag(ProfileFlag.Refused, new(2026, 12, 1), 40, 0.25, 0.2);
        await store.Put([Of(first, refused), Of(first, new(ProfileFlag.Review, new(2026, 11, 30), 0, 0, 0)), Of(second, refused with { Flag = ProfileFlag.Asleep })], default);
        await store.Put([Of(first, refused with { Since = new(2026, 12, 2), Cases = 44 }), Of(second, refused with { Flag = ProfileFlag.Asleep })], default);

        var coordinator = Ceramics.Coordinator with { Authority = AuthorityCode.Fcs };
        var page = await tasks.Page(coordinator, null, 1, default);
        Assert.Equal([(first.Id, refused with { Cases = 44 }), (second.Id, refused with { Flag = ProfileFlag.Asleep })], page.Select(row => (row.Profile.Id, row.Raised)));
        Assert.Equal(second.Id, Assert.Single(await tasks.Page(coordinator, new(page[0].Raised.Since, page[0].Profile.Number.Serial, page[0].Raised.Flag), 1, default)).Profile.Id);
        Assert.Equal([ProfileFlag.Refused], (await tasks.Of([first.Id], default))[first.Id].Select(each => each.Raised.Flag));

        // The unit that answers for it, of the authority that the draft came from; and nobody else.
        Assert.Equal(2, await tasks.Count(Ceramics.Author, default));
        Assert.Equal(0, await tasks.Count(Ceramics.Author with { Unit = Ceramics.OtherUnit }, default));
        Assert.Equal(0, await tasks.Count(Ceramics.Author with { Authority = new("10210000") }, default));
        Assert.Equal(0, await tasks.Count(Ceramics.Executor, default));

        // Looked at, it is no task; raised anew it is one again. It is noted once.
        var actor = LineActor.Write(Ceramics.FcsCoordinator, Role.Coordinator);
        Assert.Null(await store.Look(second.Id, 1, ProfileFlag.Blind, "It stays.", Clock.GetUtcNow(), actor, default));
        var look = await store.Look(second.Id, 1, ProfileFlag.Asleep, "It stays.", Clock.GetUtcNow(), actor, default);
        Assert.Equal(look, await store.Look(second.Id, 1, ProfileFlag.Asleep, "Or not?", Clock.GetUtcNow().AddDays(1), actor, default));
        Assert.Equal((refused with { Flag = ProfileFlag.Asleep }, "It stays.", Ceramics.FcsCoordinator.Name), (look!.Raised, look.Reason, look.By));
        Assert.Equal(first.Id, Assert.Single(await tasks.Page(coordinator, null, 10, default)).Profile.Id);
        Assert.Equal(look, Assert.Single((await tasks.Of([second.Id], default))[second.Id]).Look);
        await store.Put([Of(first, refused)], default);
        await store.Put([Of(first, refused), Of(second, refused with { Flag = ProfileFlag.Asleep, Since = new(2026, 12, 9) })], default);
        Assert.Equal(2, await tasks.Count(coordinator, default));
        Assert.Null(await tasks.ReviewedOn(second, default));

        // With the next version a task is done.
        await Store.Publish(await Store.Change(first.Id, new ProfileUpdated(2, Tiles.Decision, Tiles.Of("10216000"), Ceramics.Note, new(2026, 11, 1), new(2027, 10, 31))));
        Assert.Equal(second.Id, Assert.Single(await tasks.Page(coordinator, null, 10, default)).Profile.Id);

        static ProfileTask Of(ProfileHead profile, RaisedFlag flag) => new(profile.Id, 1, Ceramics.Baltic, Ceramics.Unit, flag);
    }

    /// <summary>Two profiles, two posts, two months, and whatever can become of a hit; the rows as the journals tell them.</summary>
    private async Task<HitFigures[]> Planted()
    {
        for (var serial = 1; serial <= Declarations; serial++)
        {
            var post = serial % 2 == 0 ? "10702030" : "10216110";
            var isSampled = serial % 10 == 9;
            ControlEvent[] found = isSampled
                ? [new HitFound(Hit(1, null, 0, ControlGround.ControlSample))]
                : serial % 3 == 0
                    ? [new HitFound(Hit(1, tiles, 1 + (serial % 2))), new HitFound(Hit(2, shoes, 1 + (serial % 2))), new HitFound(Hit(3, tiles, 1 + (serial % 2)))]
                    : [new HitFound(Hit(1, serial % 4 == 0 ? shoes : tiles, 1))];
            var begun = new DeclarationChecked(
                TileDeclarations.Number(serial), 1, CheckMoment.Registration, "00", "10216110", post, new(2026, 11, 30), 7, 1, "key", isSampled, LowRisk: false);
            var record = ControlStage.Record(serial, Clock.GetUtcNow(), hits: found.Length) with { ControlAuthority = post };
            Assert.True(await Controls.Append(ControlAppend.Of(ControlStage.IdOf(serial), null, [begun, .. found], Tiles.Actor, Clock.GetUtcNow(), record)));
            foreach (var happened in Became(serial))
            {
                var known = (await Read(serial)).Fold()!;
                Assert.True(await Controls.Append(ControlStage.Next(known, happened, Clock.GetUtcNow())));
            }
            Clock.Turn(TimeSpan.FromDays(1));
        }
        var rows = new List<HitFigures>();
        for (var serial = 1; serial <= Declarations; serial++)
            rows.AddRange(HitFigures.Of((await Read(serial)).Fold()));
        return [.. rows];
    }

    private static IEnumerable<ControlEvent> Became(int serial)
    {
        var begin = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
        var inspection = new Inspection($"10216110/011226/{serial:D6}", begin, begin.AddMinutes(30 + serial), 10, true, true, false, false);
        switch (serial % 6)
        {
            case 0:
                yield return new MeasureEntered(1, 1, new("1", "00", Inspection: inspection));
                yield return new ResultRecorded(1, 1, new("21", true, $"{1000 + serial}.50", CaseNumber: serial % 12 == 0 ? $"{serial}/2026" : null));
                break;
            case 1:
                yield return new MeasureEntered(1, 1, new("2", "04", "1", "In part."));
                yield return new ResultRecorded(1, 1, new("11", false));
                break;
            case 2:
                yield return new MeasureEntered(1, 1, new("0", "04", "1", "Gone."));
                break;
            case 3:
                yield return new MeasureEntered(1, 1, new("1", "00"));
                yield return new ResultRecorded(1, 1, new("21", true, "-70"));
                if (serial % 10 != 9)
                {
                    yield return new MeasureEntered(2, 1, new("1", "00"));
                    yield return new ResultRecorded(2, 1, new("22", true, "300"));
                }
                break;
            case 4:
                yield return new MeasureEntered(1, 1, new("0", "03"));
                break;
        }
    }

    private static ControlHit Hit(int place, RegistrationNumber? profile, int version, ControlGround ground = ControlGround.Profile) => new(
        place, ground, profile, profile is null ? null : version, "Tiles", 1, place, HitType.Automatic, CheckMoment.Registration,
        [CheckRules.Measure(1, Ceramics.Content.Measures[0], isSelected: true, MeasureClassifier.Shipped) with { Sign = MeasureSign.Due }], []);

    private Task<StoredControl> Read(int serial) => Controls.Read(ControlStage.IdOf(serial), TileDeclarations.Number(serial), default);

    private async Task AssertSame(HitFigures[] of, HitFigures[] all, EfficiencyFilter filter, EfficiencyBy by, Func<HitFigures, string> keyOf, Func<EfficiencyRow, string> keyOfRow)
    {
        var sums = (await Queries.Sum(filter, by, default)).ToDictionary(keyOfRow);
        var groups = of.GroupBy(keyOf).ToArray();
        Assert.True(groups.Length > 1, $"{by}: one group proves nothing.");
        Assert.Equal(groups.Select(group => group.Key).Order(StringComparer.Ordinal), sums.Keys.Order(StringComparer.Ordinal));
        foreach (var group in groups)
            AssertSame(EfficiencyFigures.Of([.. group], all), sums[group.Key]);
    }

    private static void AssertSame(EfficiencyFigures expected, EfficiencyFigures found) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize<EfficiencyFigures>(found));
}

public sealed class SqliteEfficiencyTests() : EfficiencyContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresEfficiencyTests(PostgresCluster cluster) : EfficiencyContract(new PostgresStage(cluster));
