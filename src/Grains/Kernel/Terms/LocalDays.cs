using System.Collections.Concurrent;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>Times as they are stored. What is kept or shown before it is stored must be the same.</summary>
public static class StoredTimes
{
    public static DateTimeOffset CutToMilliseconds(this DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMillisecond));
}

internal static class LocalDays
{
    /// <summary>The first instant of a day in a zone, with the zone's offset at that instant.</summary>
    public static DateTimeOffset StartOf(this TimeZoneInfo zone, DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(time))
        {
            // The clocks were put forward over midnight: the day begins when they go on.
            time = time.AddMinutes(1);
        }

        // Where midnight comes twice, the day begins at the first, when the clock is further ahead of UTC.
        var offset = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
        return new(time, offset);
    }
}

/// <summary>From this moment the clock of an authority goes by another zone (IANA).</summary>
[GenerateSerializer, Alias("zone-change"), Immutable]
public sealed record ZoneChange([property: Id(0)] DateTimeOffset From, [property: Id(1)] string TimeZone);

/// <summary>
/// The zones that a clock has gone by and will: one, and another from each change. What happened keeps the date that it had then.
/// </summary>
public sealed class ZoneHistory
{
    /// <summary>By their ids: the framework takes a lock for each question, and every answer to a draft asks.</summary>
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> known = new(StringComparer.Ordinal);

    private readonly ImmutableArray<(DateTimeOffset From, TimeZoneInfo Zone)> zones;

    public ZoneHistory(string first, ImmutableArray<ZoneChange> changes)
        : this([(DateTimeOffset.MinValue, Find(first)), .. changes.Select(change => (change.From, Find(change.TimeZone)))])
    {
    }

    private ZoneHistory(ImmutableArray<(DateTimeOffset From, TimeZoneInfo Zone)> zones) => this.zones = zones;

    public int Changes => zones.Length - 1;

    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public static TimeZoneInfo Find(string id) => known.GetOrAdd(id, TimeZoneInfo.FindSystemTimeZoneById);

    /// <summary>The zone at a time.</summary>
    public TimeZoneInfo At(DateTimeOffset time)
    {
        var at = Changes;
        while (at > 0 && time < zones[at].From)
            at--;
        return zones[at].Zone;
    }

    /// <summary>The first instant of a day.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var at = Changes;
        while (at > 0 && zones[at].Zone.StartOf(day) < zones[at].From)
            at--;
        return zones[at].Zone.StartOf(day);
    }

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, At(time));

    /// <summary>As it was known when it had so many changes.</summary>
    internal ZoneHistory Known(int changes) => changes >= Changes ? this : new(zones[..(changes + 1)]);

    public static implicit operator ZoneHistory(TimeZoneInfo zone) => new([(DateTimeOffset.MinValue, zone)]);
}

/// <summary>Profiles live in Moscow days, wherever they apply.</summary>
public static class MoscowDays
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    internal static DateTimeOffset StartOf(DateOnly day) => Zone.StartOf(day);
}
