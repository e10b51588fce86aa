using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;
using static RmsOrleans.Rules.Tests.Declarations.ControlRun;

namespace RmsOrleans.Rules.Tests.Declarations;

/// <summary>What checks find, which measures are due, and what officials may do with them.</summary>
public sealed class ControlRulesTests
{
    private static readonly MeasureEntry applied = new("1", "00");
    private static readonly Inspection inspection = new("10216000/301126/000001", Day, Day.AddHours(2), 10, true, true, false, false);

    private static DateTimeOffset Day => new(2026, 12, 24, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_that_hits_begins_no_journal()
    {
        var run = new ControlRun(Ceramics.Content);

        var check = run.Check(hits: false);

        Assert.Null(run.Control);
        Assert.Equal((0, 7L, ""), (check.Hits, check.Directory, run.Standing));
    }

    [Fact]
    public void An_automatic_profile_has_its_measures_due_at_once()
    {
        var run = new ControlRun(Automatic(Measure("101"), Measure("102", share: 0), Measure("103", dependsOn: "102"), Measure("104", dependsOn: "101")));

        var check = run.Check();

        Assert.Equal((HitType.Automatic, "1 0 5 1", "measure-due:1/1 measure-due:1/4"), (run.Control!.Hit(1)!.Type, run.Signs(), run.Standing));
        Assert.Equal("101:100:True:Due 102:0:False:NotSelected 103:100:True:MainNotApplied 104:100:True:Due", string.Join(' ', check.Findings.Hits[0].Measures.Select(each => $"{each.Code}:{each.Share}:{each.Selected}:{each.Sign}")));
    }

    [Fact]
    public void An_automated_profile_waits_for_the_official()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();
        Assert.Equal((HitType.Waiting, "-", "undecided-hit:1", 1), (run.Control!.Hit(1)!.Type, run.Signs(), run.Standing, run.Control.Undecided));

        Assert.Equal("/verdicts", run.Try(new DecideHit(1, true)));
        Assert.Equal("/verdicts/0/indicator /verdicts", run.Try(new DecideHit(1, true, [new(0, true)])));
        Assert.Equal("/verdicts/1/indicator", run.Try(new DecideHit(1, true, [new(3, true), new(3, false)])));
        Assert.Equal("/hit", run.Try(new DecideHit(2, true, [new(3, true)])));
        Assert.Null(run.Try(new DecideHit(1, true, [new(3, true, "Altered in ink.")], "Seen.")));

        Assert.Equal((HitType.RiskFound, "1", "measure-due:1/1", 0), (run.Control.Hit(1)!.Type, run.Signs(), run.Standing, run.Control.Undecided));
        Assert.Equal("WrongStatus", run.Try(new DecideHit(1, false, [new(3, false)])));
    }

    [Fact]
    public void Where_the_risk_is_not_found_nothing_is_due_and_the_way_is_free()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();

        Assert.Null(run.Try(new DecideHit(1, false, [new(3, false)])));

        Assert.Equal((HitType.RiskNotFound, "-", ""), (run.Control!.Hit(1)!.Type, run.Signs(), run.Standing));
        Assert.Equal("WrongStatus", run.Try(new EnterMeasure(1, 1, applied with { Inspection = inspection })));
        Assert.Null(run.Try(new EnterMeasure(1, 1, new("0", "02"))));
        Assert.Equal("", run.Standing);
        run.Check(CheckMoment.Release);
        Assert.Equal((1, ""), (run.Control.Hits.Length, run.Standing));
    }

    [Fact]
    public void A_later_moment_finds_the_hit_again_and_adds_only_what_is_newly_due()
    {
        var run = new ControlRun("101,A,no,2011-01-01,,,no,no,00,no\n102,B,no,2011-01-01,,,no,no,10 11,no\n103,C,no,2011-01-01,,,no,no,,no", Automatic(Measure("101"), Measure("102"), Measure("103")));
        run.Check();
        Assert.Equal("1 2 1", run.Signs());
        Assert.Null(run.Try(new EnterMeasure(1, 1, applied)));
        Assert.Null(run.Try(new EnterMeasure(1, 3, applied)));
        Assert.Equal("", run.Standing);
        var lines = run.Control!.Line;

        run.Check(CheckMoment.Release);

        Assert.Equal((1, "1 1 1", "measure-due:1/2", lines + 2), (run.Control.Hits.Length, run.Signs(), run.Standing, run.Control.Line));
        Assert.Equal("1", run.Control.Hit(1)!.Measures[0].Entry!.Kind);
        run.Check(CheckMoment.FinalRelease);
        Assert.Equal(("1 1 1", lines + 3), (run.Signs(), run.Control.Line));
    }

    [Fact]
    public void An_updated_profile_adds_its_new_measure_to_the_hit()
    {
        var run = new ControlRun(Automatic(Measure("101")));
        run.Check();
        run.Update(Automatic(Measure("101"), Measure("104")));

        run.Check(CheckMoment.Release);

        Assert.Equal(["101", "104"], Assert.Single(run.Control!.Hits).Measures.Select(measure => measure.Code));
        Assert.Equal("measure-due:1/1 measure-due:1/2", run.Standing);
    }

    [Fact]
    public void A_new_version_is_hit_anew_and_what_hit_the_old_one_stands_against_nothing()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();

        run.Check(version: 2);

        Assert.Equal(("undecided-hit:2", 2, 1), (run.Standing, run.Control!.Hits.Length, run.Control.Undecided));
        Assert.Equal(RefusalReason.WrongStatus, run.RefusalOf(CheckMoment.Release, version: 1)!.Reason);
        Assert.Equal(RefusalReason.WrongStatus, run.RefusalOf(CheckMoment.Release, version: 2, hits: false)!.Reason);
        Assert.Null(run.RefusalOf(CheckMoment.Release, version: 2));
    }

    [Fact]
    public void Traders_of_low_risk_are_spared_what_the_classifier_says()
    {
        var run = new ControlRun("101,A,no,2011-01-01,,,no,no,,yes\n102,B,no,2011-01-01,,,no,no,,no", Automatic(Measure("101"), Measure("102")));

        run.Check(more: ",\"traderCategory\":\"1\"");

        Assert.Equal("4 1", run.Signs());
    }

    [Fact]
    public void Simplified_control_of_the_value_leaves_profiles_of_the_value_out()
    {
        var run = new ControlRun(Ceramics.Content);

        run.Check(simplified: true);

        Assert.Equal((HitType.Simplified, "6", ""), (run.Control!.Hit(1)!.Type, run.Signs(), run.Standing));
    }

    [Fact]
    public void The_control_sample_is_drawn_of_what_nothing_hits()
    {
        var runs = Enumerable.Range(1, 1_000).Select(serial =>
        {
            var run = new ControlRun(Ceramics.Content);
            run.Check(serial: serial, hits: false, sample: 1.0);
            return run;
        }).ToList();

        Assert.InRange(runs.Count(run => run.Control is { Sampled: true, Hits.IsEmpty: true }), 1, 30);
        Assert.All(runs, run => Assert.Equal("", run.Standing));
        var sampled = runs.First(run => run.Control is not null);
        Assert.Null(sampled.Try(new OrderMeasure(ControlGround.ControlSample, 0, "104", "All packages.", "Control sample.")));
        Assert.Equal(("1", "measure-due:1/1"), (sampled.Signs(), sampled.Standing));
    }

    [Fact]
    public void What_depends_on_a_measure_that_was_not_applied_is_due_no_longer()
    {
        var run = new ControlRun(Automatic(Measure("101"), Measure("102", dependsOn: "101"), Measure("103", dependsOn: "102")));
        run.Check();

        Assert.Null(run.Try(new EnterMeasure(1, 1, new("0", "04", "7", "The goods had left."))));

        Assert.Equal(("1 5 5", ""), (run.Signs(), run.Standing));
        run.Check(CheckMoment.Release);
        Assert.Equal(("1 5 5", ""), (run.Signs(), run.Standing));
    }

    [Theory]
    [InlineData("1", "00", null)]
    [InlineData("0", "03", null)]
    [InlineData("0", "04", "7")]
    [InlineData("2", "04", "7")]
    public void An_entry_has_its_foundation(string kind, string foundation, string? reason)
    {
        var run = new ControlRun(Automatic(Measure("101")));
        run.Check();

        Assert.Null(run.Try(new EnterMeasure(1, 1, new(kind, foundation, reason, reason is null ? null : "The goods had left."))));
        Assert.Equal((kind != "0", "WrongStatus"), (run.Control!.Hit(1)!.IsControlled, run.Try(new EnterMeasure(1, 1, applied))));
    }

    [Theory]
    [InlineData("1", "04", "7", "/entry/foundation")]
    [InlineData("0", "00", null, "/entry/foundation")]
    [InlineData("2", "00", null, "/entry/foundation")]
    [InlineData("2", "04", null, "/entry/reasonCode /entry/text")]
    [InlineData("7", "00", null, "/entry/kind")]
    [InlineData("1", "01", null, "/entry/foundation")]
    [InlineData("0", "02", null, "WrongStatus")]
    [InlineData("0", "05", null, "WrongStatus")]
    public void Another_foundation_is_refused(string kind, string foundation, string? reason, string refused)
    {
        var run = new ControlRun(Automatic(Measure("101")));
        run.Check();

        Assert.Equal(refused, run.Try(new EnterMeasure(1, 1, new(kind, foundation, reason, reason))));
    }

    [Fact]
    public void What_was_not_selected_is_entered_as_such_and_as_nothing_else()
    {
        var run = new ControlRun(Automatic(Measure("101", share: 0)));
        run.Check();

        Assert.Equal("WrongStatus", run.Try(new EnterMeasure(1, 1, applied)));
        Assert.Null(run.Try(new EnterMeasure(1, 1, new("0", "05"))));
    }

    [Fact]
    public void A_marked_measure_needs_the_heads_agreement_and_the_centres_presence_by_name()
    {
        var run = new ControlRun("101,A,no,2011-01-01,,,yes,yes,,no", Automatic(Measure("101")));
        run.Check();
        var entry = applied with { PresentOfficial = "R. Zimin" };

        Assert.Equal("WrongStatus", run.Try(new EnterMeasure(1, 1, entry)));
        Assert.Equal("Forbidden", run.Try(new AgreeMeasure(1, 1)));
        Assert.Null(run.Try(new AgreeMeasure(1, 1), PostHead));
        Assert.Equal("WrongStatus", run.Try(new AgreeMeasure(1, 1), PostHead));
        Assert.Equal("/entry/presentOfficial", run.Try(new EnterMeasure(1, 1, applied)));
        Assert.Null(run.Try(new EnterMeasure(1, 1, entry)));
        Assert.Equal(("L. Orekhov", "R. Zimin"), (run.Control!.Hit(1)!.Measures[0].AgreedBy, run.Control.Hit(1)!.Measures[0].Entry!.PresentOfficial));
    }

    [Fact]
    public void An_inspection_says_how_it_went()
    {
        var run = new ControlRun(Automatic(Ceramics.Content.Measures[0], Measure("101")));
        run.Check();

        Assert.Equal("/entry/inspection", run.Try(new EnterMeasure(1, 1, applied)));
        Assert.Equal("/entry/inspection", run.Try(new EnterMeasure(1, 2, applied with { Inspection = inspection })));
        Assert.Equal("/entry/inspection/number /entry/inspection/end /entry/inspection/percent", run.Try(new EnterMeasure(1, 1, applied with { Inspection = inspection with { Number = "1", End = Day.AddHours(-1), Percent = 0 } })));
        Assert.Null(run.Try(new EnterMeasure(1, 1, applied with { Inspection = inspection })));
    }

    [Fact]
    public void A_result_is_that_of_a_measure_that_was_applied()
    {
        var run = new ControlRun(Automatic(Measure("101")));
        run.Check();
        var result = new ControlResult("21", true, "-120000.50", "16.2", "1", "10216000-17/2026", "10216000/251226/0000009", 1);

        Assert.Equal("WrongStatus", run.Try(new RecordResult(1, 1, result)));
        run.Try(new EnterMeasure(1, 1, applied));
        Assert.Equal("/result/payments /result/newItem", run.Try(new RecordResult(1, 1, result with { Payments = "much", NewDeclaration = null })));
        Assert.Equal("/result/code /result/newDeclaration", run.Try(new RecordResult(1, 1, result with { Code = "", NewDeclaration = "1" })));
        Assert.Null(run.Try(new RecordResult(1, 1, result)));
        Assert.Equal(result, run.Control!.Hit(1)!.Measures[0].Result);
        Assert.Equal("WrongStatus", run.Try(new RecordResult(1, 1, result)));
    }

    [Fact]
    public void An_official_finds_what_an_informal_profile_describes()
    {
        var informal = Automatic(Measure("101")) with
        {
            Mode = ApplicationMode.Informal,
            RiskArea = Ceramics.Content.RiskArea with { Indicators = [new Indicator(IndicatorGroup.Vehicle, Text: "A double floor")] },
        };
        var run = new ControlRun(Ceramics.Content, informal);
        run.Check();
        Assert.Single(run.Control!.Hits);

        Assert.Equal("/profile", run.Try(new FindHit(new("13", "100000", new(2026, 11, 22), 9), 1)));
        Assert.Equal("/profile", run.Try(new FindHit(new("13", "100000", new(2026, 11, 22), 1), 1)));
        Assert.Equal("/item", run.Try(new FindHit(new("13", "100000", new(2026, 11, 22), 2), 1000)));
        Assert.Null(run.Try(new FindHit(new("13", "100000", new(2026, 11, 22), 2), 1, "Under the boards.")));

        Assert.Equal((HitType.ByOfficial, "1", "Under the boards.", "0600"), (run.Control.Hit(2)!.Type, run.Signs(2), run.Control.Hit(2)!.Note, run.Control.Hit(2)!.Indicators[0].Group));
        Assert.Equal("WrongStatus", run.Try(new FindHit(new("13", "100000", new(2026, 11, 22), 2), 1)));
    }

    [Fact]
    public void A_measure_without_a_profile_has_its_ground()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();

        Assert.Equal("WrongStatus", run.Try(new OrderMeasure(ControlGround.ControlSample, 0, "104", "All.", "Because.")));
        Assert.Equal("/ground /measure", run.Try(new OrderMeasure(ControlGround.Profile, 0, "999", "All.", "Because.")));
        Assert.Equal("/item /characteristics /reason", run.Try(new OrderMeasure(ControlGround.Official, -1, "104", "", " ")));
        Assert.Null(run.Try(new OrderMeasure(ControlGround.Official, 0, "104", "All.", "The seals differ.")));
        Assert.Equal((ControlGround.Official, "The seals differ.", "undecided-hit:1 measure-due:2/1"), (run.Control!.Hit(2)!.Ground, run.Control.Hit(2)!.Reason, run.Standing));
    }

    [Fact]
    public void After_its_end_nothing_is_possible()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();

        Assert.Null(run.Try(new CloseControl(ControlEnd.Withdrawn, "Lodged anew.")));

        Assert.Equal(("closed:", "WrongStatus", 0), (run.Standing, run.Try(new DecideHit(1, true, [new(3, true)])), run.Control!.Undecided));
        Assert.Equal(RefusalReason.WrongStatus, run.RefusalOf(CheckMoment.Release)!.Reason);
    }

    [Fact]
    public void A_repeated_command_is_done_once_and_a_stale_one_is_not()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();
        var conditions = new RequestConditions(Key: new RequestKey("decide-1", "aa"));
        var decide = new DecideHit(1, true, [new(3, true)]);

        Assert.Equal("Stale", run.Try(decide, conditions: new(SeenLine: 1)));
        Assert.Null(run.Try(decide, conditions: conditions));
        Assert.Equal("DoneBefore", run.Try(decide, conditions: conditions));
        Assert.Equal("KeyUsedOtherwise", run.Try(decide, conditions: new(Key: new RequestKey("decide-1", "bb"))));
    }

    [Fact]
    public void Only_officials_of_the_control_authority_act()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();
        var decide = new DecideHit(1, true, [new(3, true)]);

        Assert.Equal("Forbidden", run.Try(decide, Inspector with { Authority = Ceramics.Vladivostok }));
        Assert.Equal("Forbidden", run.Try(decide, Inspector with { Authority = Ceramics.NorthWest }));
        Assert.Equal("Forbidden", run.Try(decide, Ceramics.Author));
        Assert.Equal("Forbidden", run.Try(decide, PostHead));
        Assert.Null(run.Try(decide));
    }
}
