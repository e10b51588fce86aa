using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Tests;
using static RmsOrleans.Rules.Tests.Declarations.ControlRun;

namespace RmsOrleans.Rules.Tests.Declarations;

/// <summary>Until when officials have to do what hits leave to them.</summary>
public sealed class ControlTermsTests
{
    /// <summary>Four hours after the check.</summary>
    private static readonly DateTimeOffset decideBy = new(2026, 12, 24, 13, 0, 0, TimeSpan.Zero);

    /// <summary>The end of the next working day, a Friday, by the clock of the post.</summary>
    private static readonly DateTimeOffset enterBy = new(2026, 12, 25, 21, 0, 0, TimeSpan.Zero);

    private static readonly MeasureEntry applied = new("1", "00");

    [Fact]
    public void A_hit_is_to_be_decided_within_four_hours_and_its_measures_entered_by_the_end_of_the_next_working_day()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();
        Assert.Equal((decideBy, 0), Due(run));

        Assert.Null(run.Try(new DecideHit(1, true, [new(3, true)])));
        Assert.Equal((enterBy, 1), Due(run));

        Assert.Null(run.Try(new EnterMeasure(1, 1, new("0", "03"))));
        Assert.Equal((null, 0), Due(run));
    }

    [Fact]
    public void What_is_found_not_to_be_a_risk_waits_for_nothing()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();

        Assert.Null(run.Try(new DecideHit(1, false, [new(3, false)])));

        Assert.Equal((null, 0), Due(run));
    }

    [Fact]
    public void Measures_of_an_automatic_profile_wait_until_the_last_has_its_entry()
    {
        var run = new ControlRun(Automatic(Measure("101"), Measure("102"), Measure("103", dependsOn: "102")));
        run.Check();
        Assert.Equal((enterBy, 3), Due(run));

        Assert.Null(run.Try(new EnterMeasure(1, 1, applied)));
        Assert.Equal((enterBy, 2), Due(run));
        Assert.Null(run.Try(new EnterMeasure(1, 2, new("0", "03"))));
        Assert.Equal((null, 0), Due(run));
    }

    [Fact]
    public void What_an_official_orders_or_finds_himself_has_a_term_as_well()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();
        Assert.Null(run.Try(new OrderMeasure(ControlGround.Official, 0, "104", "All packages.", "The seals differ.")));

        Assert.Equal([(decideBy, 0), (enterBy, 1)], HitFigures.Of(run.Control).Select(hit => (hit.DueAt!.Value, hit.OpenMeasures)));
    }

    [Fact]
    public void A_measure_that_is_due_at_a_later_moment_waits_from_then_on()
    {
        var run = new ControlRun("101,A,no,2011-01-01,,,no,no,10,no", Automatic(Measure("101")));
        run.Check();
        Assert.Equal((null, 0), Due(run));

        run.Check(CheckMoment.Release);

        Assert.Equal((enterBy, 1), Due(run));
    }

    [Fact]
    public void What_belongs_to_an_earlier_version_or_to_a_control_that_is_over_waits_no_more()
    {
        var run = new ControlRun(Ceramics.Content);
        run.Check();
        run.Check(version: 2, more: ", \"deliveryTerms\": \"FOB\"");
        Assert.Equal([null, decideBy], HitFigures.Of(run.Control).Select(hit => hit.DueAt));

        Assert.Null(run.Try(new CloseControl(ControlEnd.Withdrawn)));

        Assert.All(HitFigures.Of(run.Control), hit => Assert.Equal((null, 0), (hit.DueAt, hit.OpenMeasures)));
    }

    private static (DateTimeOffset? DueAt, int Open) Due(ControlRun run)
    {
        var hit = Assert.Single(HitFigures.Of(run.Control));
        return (hit.DueAt, hit.OpenMeasures);
    }
}
