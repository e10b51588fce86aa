namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>Why a date is a working day, or why it is not.</summary>
public enum DayKind
{
    WorkingDay,
    ShortDay,
    WorkingWeekendDay,
    Weekend,
    Holiday,
    TransferredDayOff,
    DecreedNonWorking,
}

internal static class DayKinds
{
    public static bool IsWorking(this DayKind kind) => kind switch
    {
        DayKind.WorkingDay or DayKind.ShortDay or DayKind.WorkingWeekendDay => true,
        DayKind.Weekend or DayKind.Holiday or DayKind.TransferredDayOff or DayKind.DecreedNonWorking => false,
    };

    public static bool IsWeekend(this DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
