namespace RmsOrleans.Grains.Deadlines;

/// <summary>Holds this node's copy of the calendar; refreshed after a load here, and within seconds after one elsewhere.</summary>
internal sealed class CalendarHolder(ICalendarStore store) : IProductionCalendar
{
    private readonly Lock gate = new();
    private volatile ProductionCalendar current = ProductionCalendar.Embedded;

    public ProductionCalendar Current => current;

    /// <summary>Reads what was loaded since, if anything was.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        var read = current;
        if (await store.Revision(cancellation) == read.Revision)
            return;

        foreach (var load in await store.LoadsAfter(read.Revision, cancellation))
            read = read.With(load.Year);
        lock (gate)
            current = read.Revision > current.Revision ? read : current;
    }
}
