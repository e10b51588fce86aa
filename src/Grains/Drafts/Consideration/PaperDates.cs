namespace RmsOrleans.Grains.Drafts;

/// <summary>The date of a paper that the FCS enters: it lies between the day of what it follows and today, by the clock of Moscow.</summary>
internal static class PaperDates
{
    /// <param name="after">What it follows, as the end of "before …" and of "раньше …".</param>
    public static void Check(ValidationErrors errors, string pointer, DateOnly date, DateTimeOffset since, DateTimeOffset now, Phrase after)
    {
        var (first, last) = (MoscowDays.Of(since), MoscowDays.Of(now));
        if (date < first)
            errors.Add(pointer, $"This date lies before {after.En}, on {first:yyyy-MM-dd}.", $"Эта дата раньше {after.Ru} ({first:dd.MM.yyyy}).");
        else if (date > last)
            errors.Add(pointer, $"This date lies ahead; today is {last:yyyy-MM-dd}.", $"Эта дата ещё не наступила; сегодня {last:dd.MM.yyyy}.");
    }
}
