namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>How a term was counted.</summary>
/// <param name="TimeZone">The zone whose days were counted; both times carry its offset.</param>
/// <param name="LastDay">The day that ends when the deadline is due.</param>
/// <param name="SkippedDays">The days passed over, in order. The days inside a calendar-day term count and are not among them.</param>
/// <param name="Provisional">A day of a year without calendar data was looked at, so the answer may change.</param>
public sealed record DeadlineExplanation(
    Term Term,
    string TimeZone,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    DateOnly LastDay,
    ImmutableArray<SkippedDay> SkippedDays,
    long CalendarRevision,
    bool Provisional);

/// <summary>A day that did not count, and why.</summary>
public sealed record SkippedDay(DateOnly Date, DayKind Reason);
