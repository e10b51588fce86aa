using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Rules.Tests.Declarations;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Efficiency;

/// <summary>What the control of a declaration comes to in numbers.</summary>
public sealed class HitFiguresTests
{
    private static readonly MeasureEntry applied = new("1", "00");

    private static DateTimeOffset Day => new(2026, 12, 24, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_hit_that_waits_is_due_nothing_yet()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();

        var hit = Assert.Single(HitFigures.Of(run.Control));

        Assert.Equal((HitType.Waiting, 0, false, new DateOnly(2026, 12, 24), "13/100000/22112026/00001", 1), (hit.Type, hit.Due, hit.Controlled, hit.FoundOn, hit.Profile, hit.ProfileVersion));
    }

    [Fact]
    public void Entries_are_counted_by_what_became_of_the_measure()
    {
        var run = new ControlRun(ControlRun.Automatic(ControlRun.Measure("101"), ControlRun.Measure("102"), ControlRun.Measure("103")));
        run.Check();
        Assert.Null(run.Try(new EnterMeasure(1, 1, applied)));
        Assert.Null(run.Try(new EnterMeasure(1, 2, new("2", "04", "1", "In part."))));
        Assert.Null(run.Try(new EnterMeasure(1, 3, new("0", "04", "1", "The goods had left."))));

        var hit = Assert.Single(HitFigures.Of(run.Control));

        Assert.Equal((3, 1, 1, 1, 0, true, false), (hit.Due, hit.Applied, hit.Partly, hit.Objective, hit.RiskNotFound, hit.Controlled, hit.WithResult));
    }

    [Fact]
    public void What_was_not_applied_is_not_controlled()
    {
        var run = new ControlRun(ControlRun.Automatic(ControlRun.Measure("101")));
        run.Check();
        Assert.Null(run.Try(new EnterMeasure(1, 1, new("0", "03"))));

        var hit = Assert.Single(HitFigures.Of(run.Control));

        Assert.Equal((1, 1, false), (hit.Due, hit.OwnConditions, hit.Controlled));
    }

    [Fact]
    public void Results_are_added_up_and_inspections_are_counted_once()
    {
        var inspection = new Inspection("10216000/301126/000001", Day, Day.AddMinutes(90), 10, true, true, false, false);
        var run = new ControlRun(ControlRun.Automatic(ControlRun.Measure("106"), ControlRun.Measure("101")));
        run.Check();
        Assert.Null(run.Try(new EnterMeasure(1, 1, applied with { Inspection = inspection })));
        Assert.Null(run.Try(new EnterMeasure(1, 2, applied)));
        Assert.Null(run.Try(new RecordResult(1, 1, new("21", true, "120000.505", CaseNumber: "10216000-7/2026"))));
        Assert.Null(run.Try(new RecordResult(1, 2, new("22", true, "-20000", CaseNumber: "10216000-7/2026"))));

        var hit = Assert.Single(HitFigures.Of(run.Control));

        Assert.Equal((true, 10_000_050L, 90L, 1, "2026-12-24"), (hit.WithResult, hit.Payments, hit.Minutes, hit.Cases, hit.FindOn));
    }

    [Fact]
    public void Sums_count_a_consignment_once_and_know_what_no_other_profile_found()
    {
        HitFigures[] all = [Hit(1, 1, "A", found: true), Hit(1, 2, "A"), Hit(1, 3, "B", found: true), Hit(2, 1, "A", found: true), Hit(3, 1, "A")];

        var sum = EfficiencyFigures.Of([.. all.Where(hit => hit.Profile == "A")], all);

        Assert.Equal((4L, 3L, 2L, 1L, 2.0 / 4), (sum.Hits, sum.Consignments, sum.WithResult, sum.FoundByNoOther, sum.HitRate!.Value));
        Assert.Equal((20m, 6.67m, 10m), (sum.Roubles, sum.RoublesOfConsignment, sum.RoublesOfHour));
    }

    private static HitFigures Hit(int control, int place, string profile, bool found = false) => new()
    {
        Subject = new Guid(control, 0, 0, new byte[8]),
        Place = place,
        Ground = ControlGround.Profile,
        Profile = profile,
        ProfileVersion = 1,
        ControlAuthority = "10216110",
        FoundOn = new(2026, 12, 24),
        Type = HitType.Automatic,
        Due = 1,
        Applied = 1,
        Partly = 0,
        RiskNotFound = 0,
        OwnConditions = 0,
        Objective = 0,
        NotSelected = 0,
        Controlled = true,
        WithResult = found,
        Payments = found ? 1000 : 0,
        OpenMeasures = 0,
        DueAt = null,
        Minutes = 30,
        Cases = 0,
        FindOn = found ? "2026-12-25" : null,
    };
}
