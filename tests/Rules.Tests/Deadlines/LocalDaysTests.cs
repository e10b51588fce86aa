using System.Globalization;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class LocalDaysTests
{
    [Theory]
    [InlineData("Europe/Moscow", "2011-03-27", "2011-03-27T00:00+03:00")]
    [InlineData("Europe/Moscow", "2011-03-28", "2011-03-28T00:00+04:00")]
    [InlineData("Europe/Moscow", "2014-10-26", "2014-10-26T00:00+04:00")]
    [InlineData("Europe/Moscow", "2014-10-27", "2014-10-27T00:00+03:00")]
    [InlineData("Asia/Novosibirsk", "2016-07-24", "2016-07-24T00:00+06:00")]
    [InlineData("Asia/Novosibirsk", "2016-07-25", "2016-07-25T00:00+07:00")]
    public void A_day_begins_at_midnight_by_the_clock_of_that_day(string zone, string day, string start) =>
        Assert.Equal(start, Start(TimeZoneInfo.FindSystemTimeZoneById(zone), day));

    [Fact]
    public void A_day_without_a_midnight_begins_when_the_clocks_go_on() =>
        Assert.Equal("2026-04-05T01:00+03:00", Start(ZoneThatChanges(forwardAt: "00:00", backAt: "03:00"), "2026-04-05"));

    [Fact]
    public void A_day_whose_midnight_lies_inside_the_missing_hour_begins_when_the_clocks_go_on() =>
        Assert.Equal("2026-04-06T00:30+03:00", Start(ZoneThatChanges(forwardAt: "23:30", backAt: "03:00"), "2026-04-06"));

    [Fact]
    public void A_day_whose_midnight_strikes_twice_begins_at_the_first_stroke() =>
        Assert.Equal("2026-10-05T00:00+03:00", Start(ZoneThatChanges(forwardAt: "02:00", backAt: "01:00"), "2026-10-05"));

    /// <summary>At +2, and at +3 from 5 April to 5 October.</summary>
    private static TimeZoneInfo ZoneThatChanges(string forwardAt, string backAt) => TimeZoneInfo.CreateCustomTimeZone(
        "Test/Changing", TimeSpan.FromHours(2), "Changing", "Standard", "Summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                new DateTime(2026, 1, 1), new DateTime(2026, 12, 31), TimeSpan.FromHours(1), On(4, forwardAt), On(10, backAt)),
        ]);

    private static TimeZoneInfo.TransitionTime On(int month, string time) => TimeZoneInfo.TransitionTime.CreateFixedDateRule(
        new DateTime(1, 1, 1) + TimeSpan.Parse(time, CultureInfo.InvariantCulture), month, day: 5);

    private static string Start(TimeZoneInfo zone, string day) =>
        zone.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);
}
