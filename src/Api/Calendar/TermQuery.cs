using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Calendar;

/// <summary>What <c>GET /calendar/deadline</c> asks: a term from a time, or from a day, at an authority.</summary>
internal sealed record TermQuery(DateTimeOffset? Time, DateOnly? Day, Term Term, AuthorityCode Authority)
{
    public static readonly string[] Names = ["from", "term", "unit", "authority"];

    private const int FirstYear = 1992;
    private const int LastYear = 2199;
    private static readonly Phrase expected = new(
        $"a day such as 2026-12-01, or a time with its offset such as 2026-12-01T10:15:00Z (a plus sign is written %2B), in a year from {FirstYear} to {LastYear}",
        $"дата вида 2026-12-01 или время со смещением вида 2026-12-01T10:15:00Z (знак плюс записывается как %2B), год – с {FirstYear} по {LastYear}");

    /// <summary>Null if anything is wrong with the query, which then says what.</summary>
    /// <param name="own">The caller's authority, if the query names none.</param>
    public static TermQuery? Read(QueryParameters query, AuthorityCode own, AuthorityRegister register)
    {
        var from = query.Value<(DateTimeOffset? Time, DateOnly? Day)>("from", expected, ReadFrom);
        var amount = query.Value<int>("term", new($"a number from 1 to {Term.Longest}", $"число от 1 до {Term.Longest}"), ReadAmount);
        var unit = query.Value<TermUnit>("unit", new("working, calendar or hours", "working, calendar или hours"), ReadUnit);
        var authority = query.Value<AuthorityCode>("authority", new("the eight digits of an authority in the register", "восьмизначный код таможенного органа из реестра"), (string text, out AuthorityCode code) =>
            AuthorityCode.TryParse(text, out code) && register.Find(code) is not null);
        foreach (var needed in Names[..3].Where(name => query.Text(name) is null))
            query.Refuse(needed, "This parameter is needed.", "Необходимо указать этот параметр.");
        if (query.Text("authority") is null && register.Find(own) is null)
        {
            query.Refuse(
                "authority",
                "The register does not know your own authority; name one that it knows.",
                "Вашего таможенного органа нет в реестре; укажите орган, который в нём есть.");
        }

        return query.Errors.IsEmpty ? new TermQuery(from!.Value.Time, from.Value.Day, new Term(amount!.Value, unit!.Value), authority ?? own) : null;
    }

    public DeadlineExplanation Explain(ReferenceSnapshot reference) =>
        Day is { } day ? reference.Explain(day, Term, Authority) : reference.Explain(Time!.Value, Term, Authority);

    private static bool ReadFrom(string text, out (DateTimeOffset? Time, DateOnly? Day) from)
    {
        from = default;
        if (DayText.TryRead(text, out var day))
            from.Day = day;
        else if (TimeText.TryRead(text, out var time))
            from.Time = time;
        return (from.Day?.Year ?? from.Time?.UtcDateTime.Year) is >= FirstYear and <= LastYear;
    }

    private static bool ReadAmount(string text, out int amount) =>
        WholeNumber.TryReadCount(text, out amount) && amount is >= 1 and <= Term.Longest;

    private static bool ReadUnit(string text, out TermUnit unit)
    {
        (unit, var known) = text switch
        {
            "working" => (TermUnit.WorkingDays, true),
            "calendar" => (TermUnit.CalendarDays, true),
            "hours" => (TermUnit.Hours, true),
            _ => (default, false),
        };
        return known;
    }
}
