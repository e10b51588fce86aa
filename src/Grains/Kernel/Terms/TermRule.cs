using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>
/// How long a register gives somebody, and from when: a length, or days that come again. The terms of drafts are counted by
/// <see cref="DeadlineCounting"/>; these know months, suspension and extension besides.
/// </summary>
/// <param name="Length">Null where the term recurs.</param>
/// <param name="Recurs">Null where it has a length.</param>
public sealed record TermRule(
    TermSpan? Length = null,
    TermRecurrence? Recurs = null,
    TermRoll Roll = TermRoll.Next,
    TermStart Start = TermStart.DayAfter)
{
    /// <summary>Counted by the clock, so that neither the day after nor a day off has a meaning for it.</summary>
    internal bool IsByTheClock => Length is { IsByTheClock: true };
}

/// <summary>What the term of a register is counted in.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<SpanUnit>))]
public enum SpanUnit
{
    Minutes,

    /// <summary>By the clock, day and night.</summary>
    Hours,

    /// <summary>While the authority is open.</summary>
    WorkingHours,

    CalendarDays,
    WorkingDays,

    /// <summary>To the day of the same number; where the month has none, to its last day.</summary>
    Months,

    /// <summary>As so many times twelve months.</summary>
    Years,
}

/// <summary>How long a term runs, or how much is added to it.</summary>
[GenerateSerializer, Alias("term-span"), Immutable]
public sealed record TermSpan([property: Id(0)] int Amount, [property: Id(1)] SpanUnit Unit)
{
    /// <summary>Five years, in the finest unit that it makes sense in.</summary>
    public const int Longest = 2_500;

    [JsonIgnore]
    internal bool IsInRange => Amount is >= 1 and <= Longest && Enum.IsDefined(Unit);

    [JsonIgnore]
    internal bool IsByTheClock => Unit is SpanUnit.Minutes or SpanUnit.Hours or SpanUnit.WorkingHours;

    /// <summary>Years as months.</summary>
    [JsonIgnore]
    internal int MonthsOrNone => Unit switch { SpanUnit.Months => Amount, SpanUnit.Years => Amount * 12, _ => 0 };
}

/// <summary>Where a last day goes that is not worked.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<TermRoll>))]
public enum TermRoll
{
    /// <summary>To the next working day.</summary>
    Next,

    /// <summary>To the working day before, but never before the day after the event; there to the next one.</summary>
    Preceding,

    /// <summary>Nowhere.</summary>
    AsItFalls,
}

/// <summary>Which day is the first of a term.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<TermStart>))]
public enum TermStart
{
    /// <summary>The day after the event.</summary>
    DayAfter,

    /// <summary>The day of the event itself.</summary>
    SameDay,
}

/// <summary>A term that comes again: each month by the 10th, each quarter by the 15th after its end.</summary>
/// <param name="Every">How often.</param>
/// <param name="Day">The day of the month by which it is due; where the month has none of that number, its last day.</param>
/// <param name="Month">Of a yearly term; 1 where it is not said.</param>
public sealed record TermRecurrence(Recurring Every, int Day, int? Month = null)
{
    internal DateOnly FirstAfter(DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        while (!IsDueIn(month) || In(month) <= day)
            month = month.AddMonths(1);
        return In(month);
    }

    private DateOnly In(DateOnly month) => month.AddDays(Math.Min(Day, DateTime.DaysInMonth(month.Year, month.Month)) - 1);

    private bool IsDueIn(DateOnly month) => Every switch
    {
        Recurring.Month => true,
        Recurring.Quarter => month.Month % 3 == 1,
        Recurring.Year => month.Month == (Month ?? 1),
    };
}

/// <summary>How often a term comes again.</summary>
[JsonConverter(typeof(EnumCamelCaseNames<Recurring>))]
public enum Recurring
{
    Month,

    /// <summary>Due in the first month of the next quarter.</summary>
    Quarter,

    Year,
}
