namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>All that is known of a year before its calendar is published: weekends, and the holidays that the law fixes.</summary>
internal static class FixedHolidays
{
    public static DayKind KindOf(DateOnly date) =>
        IsHoliday(date) ? DayKind.Holiday
        : date.IsWeekend() ? DayKind.Weekend
        : DayKind.WorkingDay;

    private static bool IsHoliday(DateOnly date) => (date.Month, date.Day) is
        (1, <= 8) or (2, 23) or (3, 8) or (5, 1) or (5, 9) or (6, 12) or (11, 4);
}
