using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>The production calendar; there is one, so loads come one after the other.</summary>
[Alias("calendar")]
public interface ICalendarGrain : IGrainWithStringKey
{
    /// <summary>Loads a year, all of it or nothing; refused if the calendar has moved on from the revision that was seen.</summary>
    [Alias("load")]
    Task<Outcome<CalendarLoaded>> Load(int year, LoadCalendarYear load, Actor actor, long seenRevision);
}
