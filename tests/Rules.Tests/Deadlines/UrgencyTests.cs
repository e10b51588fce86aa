using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class UrgencyTests
{
    private static readonly ZoneHistory moscow = MoscowDays.Zone;
    private static readonly ZoneHistory vladivostok = ZoneHistory.Find("Asia/Vladivostok");

    /// <summary>On a Wednesday.</summary>
    [Theory]
    [InlineData("2026-11-25T12:00:00+03:00", Urgency.Late)]
    [InlineData("2026-11-25T12:00:00.001+03:00", Urgency.Today)]
    [InlineData("2026-11-26T00:00:00+03:00", Urgency.Today)]
    [InlineData("2026-11-26T00:00:00.001+03:00", Urgency.ThisWeek)]
    [InlineData("2026-11-30T00:00:00+03:00", Urgency.ThisWeek)]
    [InlineData("2026-11-30T00:00:00.001+03:00", Urgency.Later)]
    [InlineData(null, Urgency.NoTerm)]
    public void Goes_by_the_days_of_a_clock_and_by_weeks_that_end_on_Sunday(string? due, Urgency urgency)
    {
        var days = UrgencyDays.Of(At("2026-11-25T12:00:00+03:00"), moscow);

        Assert.Equal(urgency, days.Of(due is null ? null : At(due), overdue: false));
        Assert.Equal(Urgency.Late, days.Of(due is null ? null : At(due), overdue: true));
    }

    [Fact]
    public void What_is_due_today_in_one_zone_may_be_due_this_week_in_another()
    {
        var (now, due) = (At("2026-11-25T23:00:00+03:00"), At("2026-11-26T15:00:00+03:00")); // 06:00 and 22:00 on the 26th in Vladivostok

        Assert.Equal(Urgency.ThisWeek, UrgencyDays.Of(now, moscow).Of(due, overdue: false));
        Assert.Equal(Urgency.Today, UrgencyDays.Of(now, vladivostok).Of(due, overdue: false));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("2026-11-25", "2026-11-23")]
    [InlineData("2026-11-29", "2026-11-23")]
    [InlineData("2026-11-30", "2026-11-30")]
    public void A_week_begins_on_Monday(string day, string monday) => Assert.Equal(DateOnly.Parse(monday), Weeks.MondayOf(DateOnly.Parse(day)));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time);
}
