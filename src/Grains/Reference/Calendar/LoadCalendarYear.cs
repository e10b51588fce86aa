namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>A year of the production calendar as it was sent: its marked days, in any order. They take the place of all that the year had.</summary>
public sealed record LoadCalendarYear(ImmutableArray<CalendarDay> Days);

/// <summary>How the calendar stands after a load. <paramref name="Changed"/> is false if the year stood there already, day for day.</summary>
public sealed record CalendarLoaded(long Revision, bool Changed);
