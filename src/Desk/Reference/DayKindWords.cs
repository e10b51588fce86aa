using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Reference;

/// <summary>How a day stands in the calendar: by a letter, by a colour, and in words.</summary>
internal sealed record DayLook(Phrase Letter, string Style, Phrase Name)
{
    public static readonly DayLook Weekend = new(new("w", "в"), "late", new("weekend", "выходной день"));

    private static readonly DayLook holiday = new(new("H", "П"), "late", new("public holiday", "нерабочий праздничный день"));
    private static readonly DayLook transferred = new(new("T", "Н"), "late", new("transferred day off", "перенесённый выходной день"));
    private static readonly DayLook decreed = new(new("D", "У"), "late", new("non-working day by decree", "день, объявленный нерабочим"));
    private static readonly DayLook shortened = new(new("S", "С"), "soon", new("short working day", "сокращённый рабочий день"));
    private static readonly DayLook worked = new(new("R", "Р"), "done", new("working weekend day", "рабочий выходной день"));

    /// <summary>All but ordinary working days.</summary>
    public static IEnumerable<DayLook> All => [Weekend, .. Enum.GetValues<CalendarMark>().Select(Of)];

    public static DayLook Of(CalendarMark mark) => mark switch
    {
        CalendarMark.Holiday => holiday,
        CalendarMark.TransferredDayOff => transferred,
        CalendarMark.WorkingWeekendDay => worked,
        CalendarMark.Short => shortened,
        CalendarMark.DecreedNonWorking => decreed,
    };

    /// <summary>What a day is called by its marks; none of an ordinary working day.</summary>
    public static ImmutableArray<DayLook> Of(DateOnly date, IEnumerable<CalendarMark> marks)
    {
        ImmutableArray<CalendarMark> known = [.. marks.Order()];
        var isWeekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !known.Contains(CalendarMark.WorkingWeekendDay) && !known.Contains(CalendarMark.Holiday);
        return isWeekend ? [Weekend, .. known.Select(Of)] : [.. known.Select(Of)];
    }
}
