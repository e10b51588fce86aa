namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>
/// When an authority is open, by the days of the week. A weekend day that the calendar makes a working day, and that has no hours of its own,
/// has those of the last day before it that has; a short day ends an hour earlier.
/// </summary>
public sealed record OpeningHours(ImmutableArray<OpeningDay> Days)
{
    /// <summary>Those of an authority for which none are known.</summary>
    public static readonly OpeningHours Usual = new(
        [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new OpeningDay(day, new(9, 0), new(18, 0)))]);

    /// <summary>Null on a day when it is closed.</summary>
    internal OpeningDay? Of(DateOnly day, DayKind kind, bool isShort)
    {
        if (!kind.IsWorking() || (kind == DayKind.WorkingWeekendDay || day.IsWeekend() ? LastUpTo(day.DayOfWeek) : On(day.DayOfWeek)) is not { } hours)
            return null;
        return isShort ? hours with { To = hours.To.AddHours(-1) } : hours;
    }

    private OpeningDay? On(DayOfWeek weekday) => Days.FirstOrDefault(day => day.Weekday == weekday);

    private OpeningDay? LastUpTo(DayOfWeek weekday) =>
        Enumerable.Range(0, 7).Select(back => On((DayOfWeek)(((int)weekday + 7 - back) % 7))).FirstOrDefault(day => day is not null);
}

/// <summary>From when to when an authority is open on a day of the week.</summary>
public sealed record OpeningDay(DayOfWeek Weekday, TimeOnly From, TimeOnly To);

/// <summary>Working time between moments, by the clock of the authority.</summary>
internal sealed class OpenTime(OpeningHours hours, ZoneHistory zones, DeadlineCounting.Walk walk)
{
    /// <summary>An authority that is never open would be looked at for ever.</summary>
    private const int DaysLookedAt = 40_000;

    /// <summary>The moment at which so much time has been worked. It is the end of a day rather than the beginning of the next.</summary>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan amount)
    {
        foreach (var (opens, closes) in Stretches(from))
        {
            if (amount <= closes - opens)
                return opens + amount;
            amount -= closes - opens;
        }
        throw new InvalidOperationException("The authority is never open.");
    }

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var worked = TimeSpan.Zero;
        foreach (var (opens, closes) in Stretches(from).TakeWhile(stretch => stretch.Opens < to))
            worked += (closes < to ? closes : to) - opens;
        return worked;
    }

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Stretches(DateTimeOffset from)
    {
        var day = DateOnly.FromDateTime(zones.Local(from).DateTime);
        for (var looked = 0; looked < DaysLookedAt; looked++, day = day.AddDays(1))
        {
            if (hours.Of(day, walk.KindOf(day), walk.IsShort(day)) is not { } open || At(day, open.To) is var closes && closes <= from)
                continue;
            var opens = At(day, open.From);
            yield return (opens < from ? from : opens, closes);
        }
    }

    /// <summary>Clocks are changed at night, so that the zone of noon is that of the hours.</summary>
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var zone = zones.At(zones.StartOf(day).AddHours(12));
        var local = day.ToDateTime(time);
        return new(local, zone.GetUtcOffset(local));
    }
}
