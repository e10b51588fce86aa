namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>The production calendar as a grain.</summary>
public static class CalendarGrains
{
    private const string TheCalendar = "calendar/production";

    public static ICalendarGrain Calendar(this IGrainFactory grains) => grains.GetGrain<ICalendarGrain>(TheCalendar);
}
