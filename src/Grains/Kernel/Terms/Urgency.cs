namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>How soon something is due, as people sort their work.</summary>
public enum Urgency
{
    /// <summary>Its term is over, or one before it was missed.</summary>
    Late,

    /// <summary>Today is its last day.</summary>
    Today,

    /// <summary>Its last day comes by Sunday.</summary>
    ThisWeek,

    Later,

    NoTerm,
}

/// <summary>What people call it.</summary>
public static class UrgencyNames
{
    private static readonly Phrases<Urgency> names = new(urgency => urgency switch
    {
        Urgency.Late => new("Late", "Просрочено"),
        Urgency.Today => new("Today", "Сегодня"),
        Urgency.ThisWeek => new("This week", "На этой неделе"),
        Urgency.Later => new("Later", "Позже"),
        Urgency.NoTerm => new("No term", "Без срока"),
    });

    public static Phrase InWords(this Urgency urgency) => names[(int)urgency];
}

/// <summary>The days by which urgency goes, as a clock on the wall has them. What is due at a midnight was to be done on the day before.</summary>
/// <param name="Tomorrow">The first moment of it.</param>
/// <param name="NextWeek">The first moment of the next Monday.</param>
public sealed record UrgencyDays(DateTimeOffset Now, DateTimeOffset Tomorrow, DateTimeOffset NextWeek)
{
    public static UrgencyDays Of(DateTimeOffset now, ZoneHistory zone)
    {
        var today = DateOnly.FromDateTime(zone.Local(now).DateTime);
        return new UrgencyDays(now, zone.StartOf(today.AddDays(1)), zone.StartOf(Weeks.MondayOf(today).AddDays(7)));
    }

    /// <param name="due">The first moment that is too late.</param>
    public Urgency Of(DateTimeOffset? due, bool overdue) => due switch
    {
        _ when overdue => Urgency.Late,
        null => Urgency.NoTerm,
        { } at when at <= Now => Urgency.Late,
        { } at when at <= Tomorrow => Urgency.Today,
        { } at when at <= NextWeek => Urgency.ThisWeek,
        _ => Urgency.Later,
    };
}

/// <summary>Weeks begin on Monday.</summary>
public static class Weeks
{
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-((int)day.DayOfWeek + 6) % 7);
}
