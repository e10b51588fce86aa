using System.Globalization;
using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Rules.Tests.Efficiency;

/// <summary>Each flag on planted figures, and its near miss.</summary>
public sealed class FlagTests
{
    private const int LeastCases = 30;

    private static readonly DateOnly today = Day("2027-03-31");

    /// <summary>Valid for two years, of which three months have gone; it hit yesterday, and nothing is amiss.</summary>
    private static readonly JudgedProfile sound = new(
        Day("2027-01-01"), Day("2028-12-30"), 800, today.AddDays(-1), 5000, new() { Controlled = 200, WithResult = 10 },
        new() { Consignments = 150, Due = 150, Controlled = 100, WithResult = 20 }, []);

    [Fact]
    public void Nothing_is_said_of_a_sound_profile() => Assert.Empty(Of(sound));

    [Theory]
    [InlineData("2026-12-31", 30, "Asleep 30 90 90")] // 90 days in force, and no hit in them
    [InlineData("2027-01-01", 30, "")]
    [InlineData("2026-12-31", 29, "")]
    public void Asleep(string lastHit, long checkedLately, string expected)
    {
        var profile = sound with { From = Day("2026-12-31"), LastHit = Day(lastHit), CheckedLately = checkedLately };

        Assert.Equal(expected, Of(profile));
    }

    [Theory]
    [InlineData("2026-12-31", "Asleep 5000 90 90")]
    [InlineData("2027-01-01", "")]
    public void Asleep_goes_by_the_days_in_force_where_there_was_never_a_hit(string from, string expected) =>
        Assert.Equal(expected, Of(sound with { From = Day(from), LastHit = null }));

    [Theory]
    [InlineData(61, 0, "Blind 61 0.04918 0.05")]
    [InlineData(60, 0, "")] // 3 ÷ 60 is not below 5 %
    [InlineData(61, 1, "")]
    public void Blind(long controlled, long withResult, string expected) =>
        Assert.Equal(expected, Of(sound with { Version = sound.Version with { Controlled = controlled, WithResult = withResult } }));

    [Theory]
    [InlineData(30, "Blind 30 0.1 0.2")]
    [InlineData(29, "")]
    public void Blind_needs_cases(long controlled, string expected) =>
        Assert.Equal(expected, Of(sound with { Sample = new() { Controlled = 100, WithResult = 20 }, Version = sound.Version with { Controlled = controlled, WithResult = 0 } }));

    [Fact]
    public void Without_a_sample_nothing_is_blind() =>
        Assert.Empty(Of(sound with { Sample = new(), Version = sound.Version with { Controlled = 500, WithResult = 0 } }));

    [Theory]
    [InlineData(150, 31, "Refused 150 0.20667 0.2")]
    [InlineData(150, 30, "")] // a fifth is not more than a fifth
    [InlineData(30, 7, "Refused 30 0.23333 0.2")]
    [InlineData(29, 29, "")]
    public void Refused(long due, long objective, string expected) =>
        Assert.Equal(expected, Of(sound with { Version = sound.Version with { Due = due, NotAppliedObjective = objective } }));

    [Theory]
    [InlineData(198, "Flooding 198 198 197.26027")] // 800 expected in 730 days, 90 of which have gone: 98.6 by now
    [InlineData(197, "")]
    public void Flooding(long consignments, string expected) =>
        Assert.Equal(expected, Of(sound with { Version = sound.Version with { Consignments = consignments } }));

    [Theory]
    [InlineData(60, 20, 2, "Flooding 60 3 2")]
    [InlineData(40, 20, 2, "")] // as many as can be carried out
    [InlineData(29, 2, 2, "")]  // too few cases
    [InlineData(60, 1, 2, "")]  // one day says nothing
    public void Flooding_is_above_the_capacity_of_an_authority_too(long consignments, int workingDays, int capacity, string expected) =>
        Assert.Equal(expected, Of(sound with { Heaviest = PostLoad.Of(consignments, workingDays, capacity) }));

    [Theory]
    [InlineData(30, "Flooding 30 30 2.46575")]
    [InlineData(29, "")]
    public void Flooding_needs_cases(long consignments, string expected) =>
        Assert.Equal(expected, Of(sound with { Expected = 10, Version = sound.Version with { Consignments = consignments } }));

    [Theory]
    [InlineData(40, 20, 30, 7, "WornOut 30 0.23333 0.25")]
    [InlineData(40, 20, 32, 8, "")] // half is not below half
    [InlineData(40, 20, 29, 0, "")]
    [InlineData(29, 29, 30, 0, "")]
    public void WornOut(long firstControlled, long firstFound, long lastControlled, long lastFound, string expected)
    {
        var profile = sound with
        {
            From = Day("2026-10-01"),
            Months =
            [
                Month("2026-10-01", firstControlled - 10, firstFound), Month("2026-12-01", 10, 0), Month("2027-01-01", 0, 0), Month("2027-03-01", lastControlled, lastFound),
            ],
        };

        Assert.Equal(expected, Of(profile));
    }

    [Fact]
    public void Worn_out_compares_quarters_that_do_not_overlap()
    {
        var profile = sound with { From = Day("2026-11-01"), Months = [Month("2026-11-01", 40, 20), Month("2027-03-01", 40, 0)] };

        Assert.Empty(Of(profile));
    }

    [Theory]
    [InlineData("2026-12-01", "2027-07-29", "Review 2027-03-31")] // half of 240 days
    [InlineData("2026-12-01", "2027-07-31", "")]
    [InlineData("2026-09-30", "2028-09-30", "Review 2027-03-30")] // six months at most
    [InlineData("2026-10-01", "9999-12-31", "")]
    public void Review_comes_after_half_of_the_validity_or_six_months(string from, string to, string expected)
    {
        var flag = Flags.Of(sound with { From = Day(from), To = Day(to) }, today, LeastCases).SingleOrDefault(each => each.Flag == ProfileFlag.Review);

        Assert.Equal(expected, flag is null ? "" : $"{flag.Flag} {flag.Since:yyyy-MM-dd}");
    }

    [Theory]
    [InlineData("2027-01-31", "2027-03-31", "Review 2027-03-01")] // half of what was left
    [InlineData("2027-01-31", "2027-06-01", "")]
    [InlineData("2027-03-30", "2027-03-31", "")] // nothing is left to look at again
    public void Reviewed_and_left_as_it_is_it_comes_again_after_half_of_what_is_left(string reviewed, string to, string expected)
    {
        var flag = Flags.Of(sound with { From = Day("2026-06-01"), To = Day(to), ReviewedOn = Day(reviewed) }, today, LeastCases).SingleOrDefault(each => each.Flag == ProfileFlag.Review);

        Assert.Equal(expected, flag is null ? "" : $"{flag.Flag} {flag.Since:yyyy-MM-dd}");
    }

    [Fact]
    public void Every_flag_says_its_figures_in_both_languages()
    {
        foreach (var flag in Enum.GetValues<ProfileFlag>().Except([ProfileFlag.Review]))
        {
            var words = new RaisedFlag(flag, today, 1234, 0.25, 0.5).InWords();
            Assert.Contains("1234", words.En, StringComparison.Ordinal);
            Assert.Contains("1234", words.Ru, StringComparison.Ordinal);
            Assert.DoesNotContain("25.0", words.Ru, StringComparison.Ordinal); // a comma there
        }
    }

    private static string Of(JudgedProfile profile) => string.Join("; ", Flags.Of(profile, today, LeastCases).Where(flag => flag.Flag != ProfileFlag.Review)
        .Select(flag => string.Create(CultureInfo.InvariantCulture, $"{flag.Flag} {flag.Cases} {Math.Round(flag.Measured, 5)} {Math.Round(flag.Bound, 5)}")));

    private static MonthFigures Month(string first, long controlled, long found) => new(Day(first), new() { Controlled = controlled, WithResult = found });

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
