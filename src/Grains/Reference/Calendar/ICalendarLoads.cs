namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>Loads of the production calendar. Of two at once, on whatever nodes, the database takes one, and the other is stale.</summary>
public interface ICalendarLoads
{
    /// <summary>Loads a year, all of it or nothing; refused if the calendar has moved on from the revision that was seen.</summary>
    Task<Outcome<CalendarLoaded>> Load(int year, LoadCalendarYear load, Actor actor, long seenRevision);
}
