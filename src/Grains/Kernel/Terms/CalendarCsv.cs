namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>The marked days of many years as CSV.</summary>
internal static class CalendarCsv
{
    private const string Header = "date,kind";

    private static readonly Dictionary<string, CalendarMark> Marks = new(StringComparer.Ordinal)
    {
        ["holiday"] = CalendarMark.Holiday,
        ["transferred-day-off"] = CalendarMark.TransferredDayOff,
        ["working-weekend-day"] = CalendarMark.WorkingWeekendDay,
        ["short"] = CalendarMark.Short,
        ["decreed-non-working"] = CalendarMark.DecreedNonWorking,
    };

    public static Csv<CalendarDay> Parse(string text) => Csv.Read<CalendarDay>(text, Header, Read);

    public static ImmutableArray<CalendarDay> Shipped() => Csv.Shipped<CalendarDay>("production-calendar.csv", Header, Read);

    private static CalendarDay? Read(string[] fields, IReadOnlyList<CalendarDay> before, out Phrase? error)
    {
        error = null;
        if (!DayText.TryRead(fields[0], out var date))
            error = new($"'{fields[0]}' is not a date such as 2026-01-31", $"«{fields[0]}» не является датой вида 2026-01-31");
        else if (!Marks.TryGetValue(fields[1], out var mark))
            error = new($"'{fields[1]}' is none of {string.Join(", ", Marks.Keys)}", $"«{fields[1]}» не входит в перечень: {string.Join(", ", Marks.Keys)}");
        else
            return new(date, mark);
        return null;
    }
}
