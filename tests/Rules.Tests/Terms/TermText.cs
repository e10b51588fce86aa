using System.Globalization;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Terms;

/// <summary>Reads the columns of <see cref="TermCases"/>.</summary>
internal static class TermText
{
    public static TimeZoneInfo Zone(string letter) => TimeZoneInfo.FindSystemTimeZoneById(letter switch
    {
        "M" => "Europe/Moscow",
        "V" => "Asia/Vladivostok",
        "K" => "Europe/Kaliningrad",
        "P" => "Asia/Kamchatka",
        var other => throw new FormatException($"'{other}' is no zone."),
    });

    public static DateTime Local(string text) => text.Length == 10
        ? DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddHours(12)
        : DateTime.ParseExact(text.Replace(' ', 'T'), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(string text, TimeZoneInfo zone) => new(Local(text), zone.GetUtcOffset(Local(text)));

    public static TermRule Rule(string text)
    {
        var bare = text.TrimEnd('<', '=', '^', '*');
        var rule = bare[0] switch
        {
            'M' => new TermRule(Recurs: new(Recurring.Month, Number(bare[1..]))),
            'Q' => new TermRule(Recurs: new(Recurring.Quarter, Number(bare[1..]))),
            'Y' when bare[1..].Split('.') is [var day, var month] => new TermRule(Recurs: new(Recurring.Year, Number(day), Number(month))),
            _ => new TermRule(Span(bare)),
        };
        return rule with
        {
            Roll = text.Contains('<') ? TermRoll.Preceding : text.Contains('=') ? TermRoll.AsItFalls : TermRoll.Next,
            Start = text.Contains('^') ? TermStart.SameDay : TermStart.DayAfter,
        };
    }

    public static TermSpan Span(string text) => new(Number(text[..^1]), text[^1] switch
    {
        'n' => SpanUnit.Minutes,
        'h' => SpanUnit.Hours,
        'o' => SpanUnit.WorkingHours,
        'c' => SpanUnit.CalendarDays,
        'w' => SpanUnit.WorkingDays,
        'm' => SpanUnit.Months,
        'y' => SpanUnit.Years,
        var other => throw new FormatException($"'{other}' is no unit."),
    });

    /// <summary>What happened to the term; an extension is written on the day of the line before it.</summary>
    public static TermLedger Ledger(string at, TimeZoneInfo zone, string rule, string happened)
    {
        var ledger = TermLedger.Begin(Rule(rule), Moment(at, zone));
        foreach (var step in happened.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            ledger = ledger.With(step[0] switch
            {
                's' => new TermLine(TermEvent.Suspended, Moment(step[1..], zone), Reason: "Бумаги запрошены"),
                'r' => new TermLine(TermEvent.Resumed, Moment(step[1..], zone)),
                '+' => new TermLine(TermEvent.Extended, ledger.Lines[^1].At, Span(step[1..]), "Нужна экспертиза"),
                _ => new TermLine(TermEvent.Met, Moment(step[3..], zone)),
            });
        }
        return ledger;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
