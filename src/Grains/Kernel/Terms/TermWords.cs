using System.Globalization;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>Terms and their parts as people read them.</summary>
internal static class TermWords
{
    public static Phrase InWords(this TermSpan span) => Counted(span.Amount, span.Unit);

    public static Phrase Days(int days, bool working) => Counted(days, working ? SpanUnit.WorkingDays : SpanUnit.CalendarDays);

    public static Phrase Date(DateOnly day) => new(DayText.Of(day), day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));

    /// <summary>To the minute, as everybody's clock shows it.</summary>
    public static Phrase Moment(DateTimeOffset at) => new(
        at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), at.ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture));

    public static Phrase Time(TimeSpan time) => new(
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes} min"),
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} ч {time.Minutes} мин"));

    public static Phrase InWords(this TermRecurrence recurrence) => recurrence.Every switch
    {
        Recurring.Month => new($"each month by day {recurrence.Day}", $"ежемесячно к {recurrence.Day}-му числу"),
        Recurring.Quarter => new($"each quarter by day {recurrence.Day} of the month after it", $"ежеквартально к {recurrence.Day}-му числу следующего месяца"),
        Recurring.Year => new(
            $"each year by day {recurrence.Day} of month {recurrence.Month ?? 1}", $"ежегодно к {recurrence.Day}-му числу {recurrence.Month ?? 1}-го месяца"),
    };

    private static Phrase Counted(int amount, SpanUnit unit)
    {
        var (one, many, form1, form2, form5) = unit switch
        {
            SpanUnit.Minutes => ("minute", "minutes", "минута", "минуты", "минут"),
            SpanUnit.Hours => ("hour", "hours", "час", "часа", "часов"),
            SpanUnit.WorkingHours => ("working hour", "working hours", "рабочий час", "рабочих часа", "рабочих часов"),
            SpanUnit.CalendarDays => ("calendar day", "calendar days", "календарный день", "календарных дня", "календарных дней"),
            SpanUnit.WorkingDays => ("working day", "working days", "рабочий день", "рабочих дня", "рабочих дней"),
            SpanUnit.Months => ("month", "months", "месяц", "месяца", "месяцев"),
            SpanUnit.Years => ("year", "years", "год", "года", "лет"),
        };
        var russian = (amount % 10, amount % 100) switch
        {
            (_, >= 11 and <= 14) => form5,
            (1, _) => form1,
            ( >= 2 and <= 4, _) => form2,
            _ => form5,
        };
        return new($"{amount} {(amount == 1 ? one : many)}", $"{amount} {russian}");
    }
}
