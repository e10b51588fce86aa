using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>Asks the rules what a load does to the calendar.</summary>
internal sealed class CalendarLoads(CalendarHolder calendar, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : ICalendarLoads
{
    public Task<Outcome<CalendarLoaded>> Load(int year, LoadCalendarYear load, Actor actor, long seenRevision, bool allowMissingHolidays) =>
        calendar.Load(known => Decide(known, year, load, actor, seenRevision, allowMissingHolidays));

    private Outcome<LoadDecision<CalendarLoad, CalendarLoaded>> Decide(ProductionCalendar known, int year, LoadCalendarYear load, Actor actor, long seen, bool allowMissingHolidays)
    {
        var decision = CalendarRules.Decide(known, year, load, seen, allowMissingHolidays);
        if (decision.IsRefused)
            return decision.Refusal;

        var next = decision.Value;
        return next == known
            ? new LoadDecision<CalendarLoad, CalendarLoaded>(null, new(known.Revision, Changed: false))
            : new LoadDecision<CalendarLoad, CalendarLoaded>(
                new(next.Revision, next.Year(year)!, clock.GetUtcNow(), actor.Subject, actor.Name), new(next.Revision, Changed: true));
    }
}

/// <summary>Loads of the production calendar. Of two at once, on whatever nodes, the database takes one, and the other is stale.</summary>
public interface ICalendarLoads
{
    /// <summary>Loads a year, all of it or nothing; refused if the calendar has moved on from the revision that was seen.</summary>
    /// <param name="allowMissingHolidays">Takes a year that lacks statutory holidays.</param>
    Task<Outcome<CalendarLoaded>> Load(int year, LoadCalendarYear load, Actor actor, long seenRevision, bool allowMissingHolidays);
}

/// <summary>A year of the production calendar as it was sent: its marked days, in any order. They take the place of all that the year had.</summary>
public sealed record LoadCalendarYear(ImmutableArray<CalendarDay> Days);

/// <summary>How the calendar stands after a load. <paramref name="Changed"/> is false if the year stood there already, day for day.</summary>
public sealed record CalendarLoaded(long Revision, bool Changed);

/// <summary>This node's production calendar.</summary>
internal sealed class CalendarHolder(ILoadStore<CalendarLoad> store)
    : LoadHolder<ProductionCalendar, CalendarLoad>(store, ProductionCalendar.Embedded, (calendar, load) => calendar.With(load.Year));

/// <summary>A year that was loaded, the revision of the calendar that it made, and by whom.</summary>
internal sealed record CalendarLoad(long Revision, CalendarYear Year, DateTimeOffset At, string Subject, string Name) : IRevised;

/// <summary>The days of a loaded year, as they are stored for ever.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(EnumNames<CalendarMark>)])]
[JsonSerializable(typeof(ImmutableArray<CalendarDay>))]
internal sealed partial class CalendarJson : JsonSerializerContext;
