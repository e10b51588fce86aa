namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>Profiles live in Moscow days, wherever they apply.</summary>
public static class MoscowDays
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public static DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    internal static DateTimeOffset StartOf(DateOnly day) => Zone.StartOf(day);
}
