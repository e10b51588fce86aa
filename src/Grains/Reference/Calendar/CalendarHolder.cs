using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>This node's production calendar.</summary>
internal sealed class CalendarHolder(ILoadStore<CalendarLoad> store)
    : LoadHolder<ProductionCalendar, CalendarLoad>(store, ProductionCalendar.Embedded, (calendar, load) => calendar.With(load.Year));

/// <summary>A year that was loaded, the revision of the calendar that it made, and by whom.</summary>
internal sealed record CalendarLoad(long Revision, CalendarYear Year, DateTimeOffset At, string Subject, string Name) : IRevised;
