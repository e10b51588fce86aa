using System.Collections.Immutable;
using RmsOrleans.Grains.Deadlines;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Loads of the calendar, kept in memory.</summary>
internal sealed class MemoryCalendar : ICalendarStore
{
    private readonly Lock gate = new();

    public ImmutableArray<CalendarLoad> Loads { get; private set; } = [];

    /// <summary>Loads of another node that come in between, one before each write.</summary>
    public Queue<CalendarYear> OthersLoad { get; } = [];

    public Task<long> Revision(CancellationToken cancellation) => Task.FromResult((long)Loads.Length);

    public Task<ImmutableArray<CalendarLoad>> LoadsAfter(long revision, CancellationToken cancellation) => Task.FromResult(Loads[(int)revision..]);

    public Task<bool> Write(CalendarLoad load, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (OthersLoad.TryDequeue(out var other))
                Loads = Loads.Add(load with { Revision = Loads.Length + 1, Year = other });
            if (load.Revision != Loads.Length + 1)
                return Task.FromResult(false);

            Loads = Loads.Add(load);
            return Task.FromResult(true);
        }
    }
}
