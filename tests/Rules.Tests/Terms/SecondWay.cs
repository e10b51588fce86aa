using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Terms;

/// <summary>
/// The same answers by going along: each day or minute counts or does not. It knows nothing of what was left when a term was suspended: days of
/// a suspension are struck out of the calendar, and the rest are counted.
/// </summary>
internal static class SecondWay
{
    public static string Count(string at, TimeZoneInfo zone, string term, string happened)
    {
        var rule = TermText.Rule(term);
        var steps = happened.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rule.Length is { IsByTheClock: true } clock ? ByMinutes(TermText.Local(at), clock, steps) : ByDays(TermText.Local(at), rule, steps, decreedAreWorked: term.Contains('*'));
    }

    private static string ByMinutes(DateTime at, TermSpan length, string[] steps)
    {
        var wanted = Minutes(length) + steps.Where(step => step[0] == '+').Sum(step => Minutes(TermText.Span(step[1..])));
        for (var counted = 0; counted < wanted; at = at.AddMinutes(1))
        {
            var runs = !Pauses(steps).Any(pause => at >= pause.From && at < pause.To);
            counted += runs && (length.Unit != SpanUnit.WorkingHours || IsOpen(at)) ? 1 : 0;
        }
        return $"{at:yyyy-MM-dd HH:mm}";
    }

    private static string ByDays(DateTime at, TermRule rule, string[] steps, bool decreedAreWorked)
    {
        var happenedOn = DateOnly.FromDateTime(at);
        var before = rule.Start == TermStart.SameDay ? happenedOn.AddDays(-1) : happenedOn;
        var pauses = Pauses(steps).Select(pause => (From: DateOnly.FromDateTime(pause.From), To: DateOnly.FromDateTime(pause.To))).ToArray();
        bool Stands(DateOnly day) => pauses.Any(pause => day > pause.From && day <= pause.To);

        DateOnly Along(DateOnly from, int amount, Func<DateOnly, bool> counts)
        {
            var day = from;
            for (var left = amount; left > 0; left -= counts(day) ? 1 : 0)
                day = day.AddDays(1);
            return day;
        }

        DateOnly last;
        if (rule.Recurs is { } recurs)
        {
            last = Along(before, 1 + steps.Length, day => IsAsked(recurs, day));
        }
        else if (rule.Length is { Unit: SpanUnit.Months or SpanUnit.Years })
        {
            // Months in a row are added up; a pause or days between them begin a new sum.
            var (from, months, inclusive) = (happenedOn, InMonths(rule.Length), rule.Start == TermStart.SameDay);
            last = Month(from, months, inclusive);
            foreach (var step in steps)
            {
                if (step[0] == 'r')
                {
                    last = Along(happenedOn, last.DayNumber - happenedOn.DayNumber, day => !Stands(day));
                    (from, months, inclusive) = (last, 0, false);
                }
                else if (step[0] == '+' && TermText.Span(step[1..]) is { Unit: SpanUnit.CalendarDays, Amount: var days })
                {
                    last = last.AddDays(days);
                    (from, months, inclusive) = (last, 0, false);
                }
                else if (step[0] == '+')
                {
                    last = Month(from, months += InMonths(TermText.Span(step[1..])), inclusive);
                }
            }
        }
        else
        {
            var amount = rule.Length!.Amount + steps.Where(step => step[0] == '+').Sum(step => TermText.Span(step[1..]).Amount);
            last = Along(before, amount, day => !Stands(day) && (rule.Length.Unit == SpanUnit.CalendarDays || IsWorked(day, decreedAreWorked)));
            last = pauses.Select(pause => pause.To).Append(last).Max(); // nothing was left: the day of going on
        }

        var floor = pauses.Select(pause => pause.To).Append(happenedOn).Max();
        var worked = Enumerable.Range(-60, 120).Select(last.AddDays).Where(day => IsWorked(day, decreedAreWorked)).ToArray();
        var final = rule.Roll switch
        {
            TermRoll.AsItFalls => last,
            TermRoll.Preceding when worked.Any(day => day <= last && day > floor) => worked.Last(day => day <= last),
            _ => worked.First(day => day >= last),
        };
        return $"{(final.Year > 2027 ? "~" : "")}{final:yyyy-MM-dd}";
    }

    private static int InMonths(TermSpan span) => span.Unit == SpanUnit.Years ? span.Amount * 12 : span.Amount;

    private static int Minutes(TermSpan span) => span.Unit == SpanUnit.Minutes ? span.Amount : span.Amount * 60;

    private static IEnumerable<(DateTime From, DateTime To)> Pauses(string[] steps) => steps.Where(step => step[0] is 's' or 'r')
        .Select(step => TermText.Local(step[1..])).Chunk(2).Select(pair => (pair[0], pair[1]));

    private static DateOnly Month(DateOnly from, int months, bool inclusive)
    {
        var index = (from.Year * 12) + from.Month - 1 + months;
        var days = DateTime.DaysInMonth(index / 12, (index % 12) + 1);
        var end = new DateOnly(index / 12, (index % 12) + 1, 1).AddDays(-1);
        return end.AddDays(from.Day > days ? days : inclusive ? from.Day - 1 : from.Day);
    }

    private static bool IsAsked(TermRecurrence recurs, DateOnly day) =>
        (recurs.Every == Recurring.Month || (recurs.Every == Recurring.Quarter && day.Month is 1 or 4 or 7 or 10) || (recurs.Every == Recurring.Year && day.Month == recurs.Month))
        && (day.Day == recurs.Day || (day.Day < recurs.Day && day.AddDays(1).Day == 1));

    private static bool IsOpen(DateTime at)
    {
        var day = DateOnly.FromDateTime(at);
        return IsWorked(day, decreedAreWorked: false) && at.Hour >= 9 && at.Hour < (Marks(day).Contains(CalendarMark.Short) ? 17 : 18);
    }

    private static bool IsWorked(DateOnly day, bool decreedAreWorked)
    {
        var marks = Marks(day);
        var off = marks.Contains(CalendarMark.Holiday) || marks.Contains(CalendarMark.TransferredDayOff) || (marks.Contains(CalendarMark.DecreedNonWorking) && !decreedAreWorked);
        return !off && (marks.Contains(CalendarMark.WorkingWeekendDay) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }

    private static HashSet<CalendarMark> Marks(DateOnly day) =>
        ProductionCalendar.Embedded.Year(day.Year) is { } year ? [.. year.Days.Where(marked => marked.Date == day).Select(marked => marked.Mark)] : [];
}
