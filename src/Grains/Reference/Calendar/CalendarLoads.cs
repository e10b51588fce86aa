using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>Asks the rules what a load does to the calendar.</summary>
internal sealed class CalendarLoads(CalendarHolder calendar, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : ICalendarLoads
{
    public Task<Outcome<CalendarLoaded>> Load(int year, LoadCalendarYear load, Actor actor, long seenRevision) =>
        calendar.Load(known => Decide(known, year, load, actor, seenRevision));

    private Outcome<LoadDecision<CalendarLoad, CalendarLoaded>> Decide(ProductionCalendar known, int year, LoadCalendarYear load, Actor actor, long seen)
    {
        var decision = CalendarRules.Decide(known, year, load, seen);
        if (decision.IsRefused)
            return decision.Refusal;

        var next = decision.Value;
        return next == known
            ? new LoadDecision<CalendarLoad, CalendarLoaded>(null, new(known.Revision, Changed: false))
            : new LoadDecision<CalendarLoad, CalendarLoaded>(
                new(next.Revision, next.Year(year)!, clock.GetUtcNow(), actor.Subject, actor.Name), new(next.Revision, Changed: true));
    }
}
