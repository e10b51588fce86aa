using System.Collections.Immutable;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>Where loads of the calendar are kept, for ever. Throws <see cref="Journal.StorageAwayException"/> like the journal.</summary>
internal interface ICalendarStore
{
    /// <summary>The revision alone, 0 if nothing was loaded: one indexed row, to see whether another node has loaded a year.</summary>
    Task<long> Revision(CancellationToken cancellation);

    /// <summary>The loads after a revision, in order.</summary>
    Task<ImmutableArray<CalendarLoad>> LoadsAfter(long revision, CancellationToken cancellation);

    /// <returns>False if another load has this revision; nothing is written then.</returns>
    Task<bool> Write(CalendarLoad load, CancellationToken cancellation);
}

/// <summary>A year that was loaded, the revision of the calendar that it made, and by whom.</summary>
internal sealed record CalendarLoad(long Revision, CalendarYear Year, DateTimeOffset At, string Subject, string Name);
