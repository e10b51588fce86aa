namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>What a load of a year does to the calendar, or every faulty day of it.</summary>
internal static class CalendarRules
{
    /// <summary>No day has more than two marks, and most have none.</summary>
    private const int MostDays = 2 * 366;

    /// <param name="seen">The revision that the load was decided on; null for a preview.</param>
    /// <returns>The next revision, or <paramref name="calendar"/> itself if the year stands there already.</returns>
    public static Outcome<ProductionCalendar> Decide(ProductionCalendar calendar, int number, LoadCalendarYear load, long? seen, bool allowMissingHolidays)
    {
        var errors = new ValidationErrors();
        if (load.Days.IsEmpty)
            errors.Add("/days", "A year has at least its holidays.", "В году должны быть хотя бы праздничные дни.");
        if (load.Days.Length > MostDays)
        {
            errors.Add(
                "/days",
                $"The year has {load.Days.Length} marks; the most is {MostDays}.",
                $"Отметок в году: {load.Days.Length}; допускается не более {MostDays}.");
        }

        var year = new CalendarYear(number, load.Days);
        foreach (var (index, reason) in year.Errors())
            errors.Add($"/days/{index}", reason.AsSentence());
        if (errors.IsEmpty && !allowMissingHolidays && year.MissingHolidays() is { IsEmpty: false } missing)
        {
            errors.Add(
                "/days",
                $"Statutory holidays of {number} are missing: {string.Join(", ", missing.Select(day => day.ToString("O")))}. "
                    + "Send them as Holiday, or say ?allowMissingHolidays=true.",
                $"Не указаны нерабочие праздничные дни {number} года: {string.Join(", ", missing.Select(day => $"{day:dd.MM.yyyy}"))}. "
                    + "Передайте их с отметкой Holiday или укажите ?allowMissingHolidays=true.");
        }
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        // The same load again, because its answer was lost, is done and not stale.
        if (calendar.Year(number) is { } known && known.Days.ToHashSet().SetEquals(year.Days))
            return calendar;

        return seen is null || seen == calendar.Revision
            ? calendar.With(year)
            : new Refusal(
                RefusalReason.Stale,
                $"The calendar has changed: you saw revision {seen}, and it has {calendar.Revision}. Look again at what would move.",
                $"Календарь изменился: Вы видели редакцию {seen}, а действует {calendar.Revision}. Посмотрите ещё раз, какие сроки сдвинутся.");
    }
}
