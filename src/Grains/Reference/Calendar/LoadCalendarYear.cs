using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>A year of the production calendar as it was sent: its marked days, in any order. They take the place of all that the year had.</summary>
[GenerateSerializer, Alias("load-calendar-year"), Immutable]
public sealed record LoadCalendarYear([property: Id(0)] ImmutableArray<CalendarDay> Days);

/// <summary>How the calendar stands after a load. <paramref name="Changed"/> is false if the year stood there already, day for day.</summary>
[GenerateSerializer, Alias("calendar-loaded"), Immutable]
public sealed record CalendarLoaded([property: Id(0)] long Revision, [property: Id(1)] bool Changed);
