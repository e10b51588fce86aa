using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Silo.Start;

/// <summary>The production calendar: what was loaded on top of the one that ships.</summary>
internal sealed class LoadCalendar(CalendarHolder calendar, TimeProvider clock, ILogger<LoadCalendar> log) : KeepFresh(clock)
{
    protected override Task Refresh(CancellationToken cancellation) => calendar.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.CalendarNotRefreshed(away);
}
