namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>What the production calendar says of a date. A date may bear two marks, such as a working Saturday that is also short.</summary>
public enum CalendarMark
{
    /// <summary>Statutory non-working day, also when it falls on a weekend.</summary>
    Holiday,

    /// <summary>A weekday made a day off by the yearly transfer of days.</summary>
    TransferredDayOff,

    /// <summary>A Saturday or Sunday made a working day.</summary>
    WorkingWeekendDay,

    /// <summary>One working hour shorter; it still counts as a whole working day.</summary>
    Short,

    /// <summary>Made non-working by decree, outside the yearly calendar.</summary>
    DecreedNonWorking,
}

/// <summary>One row of the production calendar. Ordinary weekends and working days have none.</summary>
public sealed record CalendarDay(DateOnly Date, CalendarMark Mark);
