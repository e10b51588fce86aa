using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>Decides a load on the calendar as it is stored, writes it, and lets this node see it at once.</summary>
internal sealed class CalendarGrain(
    ICalendarStore store, CalendarHolder holder, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : Grain, ICalendarGrain
{
    public async Task<Outcome<CalendarLoaded>> Load(int year, LoadCalendarYear load, Actor actor, long seenRevision)
    {
        try
        {
            while (true)
            {
                await holder.Refresh(CancellationToken.None);
                var before = holder.Current;
                var decision = CalendarRules.Decide(before, year, load, seenRevision);
                if (decision.IsRefused)
                    return decision.Refusal;

                var next = decision.Value;
                if (next == before)
                    return new CalendarLoaded(before.Revision, Changed: false);

                if (await store.Write(new CalendarLoad(next.Revision, next.Year(year)!, clock.GetUtcNow(), actor.Subject, actor.Name), CancellationToken.None))
                {
                    await holder.Refresh(CancellationToken.None);
                    return new CalendarLoaded(next.Revision, Changed: true);
                }

                // Another load has taken the revision, so this one is decided again: it is stale, or the other was the same.
            }
        }
        catch (StorageAwayException)
        {
            return new Refusal(RefusalReason.StorageAway, "The storage does not answer, so it is not known whether this was done. Load it again.");
        }
    }
}
