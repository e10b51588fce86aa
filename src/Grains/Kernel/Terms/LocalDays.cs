namespace RmsOrleans.Grains.Kernel.Terms;

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

/// <summary>Profiles live in Moscow days, wherever they apply.</summary>
public static class MoscowDays
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    internal static DateTimeOffset StartOf(DateOnly day) => Zone.StartOf(day);
}
