using System.Collections.Immutable;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>How a term was counted.</summary>
/// <param name="TimeZone">The zone whose days were counted; both times carry its offset.</param>
/// <param name="LastDay">The day that ends when the deadline is due.</param>
/// <param name="SkippedDays">The days passed over, in order. The days inside a calendar-day term count and are not among them.</param>
/// <param name="Provisional">A day of a year without calendar data was looked at, so the answer may change.</param>
[GenerateSerializer, Alias("deadline-explanation"), Immutable]
public sealed record DeadlineExplanation(
    [property: Id(0)] Term Term,
    [property: Id(1)] string TimeZone,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset DueAt,
    [property: Id(4)] DateOnly LastDay,
    [property: Id(5)] ImmutableArray<SkippedDay> SkippedDays,
    [property: Id(6)] long CalendarRevision,
    [property: Id(7)] bool Provisional);

/// <summary>A day that did not count, and why.</summary>
[GenerateSerializer, Alias("skipped-day"), Immutable]
public sealed record SkippedDay([property: Id(0)] DateOnly Date, [property: Id(1)] DayKind Reason);
