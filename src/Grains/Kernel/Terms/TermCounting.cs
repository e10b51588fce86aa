namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>How a term stands, and every step by which it came to that.</summary>
/// <param name="LastDay">The day that ends when the term is due; null while it is suspended.</param>
/// <param name="DueAt">The first moment that is too late; null while it is suspended.</param>
/// <param name="Provisional">A day of a year without calendar data was looked at, so the answer may change.</param>
public sealed record TermExplanation(
    string TimeZone,
    DateTimeOffset StartedAt,
    DateOnly? LastDay,
    DateTimeOffset? DueAt,
    ImmutableArray<TermStep> Steps,
    long CalendarRevision,
    bool Provisional,
    int ZoneChanges)
{
    public bool HasPassed(DateTimeOffset now) => now >= DueAt;
}

/// <summary>A step of counting: a sentence, and the days that were passed over in it.</summary>
public sealed record TermStep(TermEvent Event, DateTimeOffset At, Phrase What, ImmutableArray<SkippedDay> SkippedDays);

/// <summary>By what a term is counted beside its ledger: clock, calendar and opening hours of the authority that has to meet it.</summary>
internal sealed record TermPlace(ZoneHistory Zones, ProductionCalendar Calendar, OpeningHours Hours, bool DecreedDaysCount = false);

/// <summary>
/// From the ledger of a term to the time it is due. A day on which a term is suspended has run, and one on which it goes on has not, as it is
/// with the day of an event; the day after is the first of what was left.
/// </summary>
internal static class TermCounting
{
    public static TermExplanation Explain(TermLedger ledger, TermPlace place) => Counted(ledger, place, explains: true).Explained(ledger.IsSuspended);

    /// <summary>The same without a word, for each entry that is written.</summary>
    public static DateTimeOffset? DueAt(TermLedger ledger, TermPlace place) => ledger.IsSuspended ? null : Counted(ledger, place, explains: false).DueAt;

    private static Count Counted(TermLedger ledger, TermPlace place, bool explains)
    {
        var count = new Count(ledger.Rule, place, explains);
        foreach (var line in ledger.Lines)
            count.Take(line with { At = line.At.CutToMilliseconds() });
        return count;
    }

    private sealed class Count(TermRule rule, TermPlace place, bool explains)
    {
        private readonly DeadlineCounting.Walk walk = new(place.Calendar, place.DecreedDaysCount);
        private readonly ImmutableArray<TermStep>.Builder steps = ImmutableArray.CreateBuilder<TermStep>();

        private DateTimeOffset startedAt;

        /// <summary>Where months are added up from: 31 January and two months are 31 March, also when the second came later.</summary>
        private (DateOnly From, TermStart Start, int Months)? months;

        /// <summary>The day before the first that may be the last: of the event, or of going on.</summary>
        private DateOnly eventDay;

        /// <summary>The last day before it moves from a day off; what is added is added to it.</summary>
        private DateOnly counted;

        private DateOnly lastDay;
        private DateTimeOffset dueAt;
        private bool standsStill;
        private int daysLeft;
        private TimeSpan timeLeft;

        private bool InWorkingDays => rule.Length?.Unit == SpanUnit.WorkingDays;

        private OpenTime Open => new(place.Hours, place.Zones, walk);

        public void Take(TermLine line)
        {
            var at = place.Zones.Local(line.At);
            var day = DateOnly.FromDateTime(at.DateTime);
            var stoodStill = standsStill;
            standsStill = line.What == TermEvent.Suspended;
            var what = line.What switch
            {
                TermEvent.Started => Start(at, day),
                TermEvent.Suspended => Suspend(at, day, line.Reason),
                TermEvent.Resumed => Resume(at, day),
                TermEvent.Extended => Extend(line.By!, line.Reason),
                TermEvent.Met => Meet(inTime: stoodStill || at < dueAt),
                TermEvent.Ended => new Phrase("ended without being met", "завершён без исполнения"),
            };
            if (explains)
                steps.Add(new TermStep(line.What, at, (TermWords.Moment(at) + new Phrase(": ", ": ") + what).AsSentence(), walk.TakeSkipped()));
        }

        public DateTimeOffset DueAt => dueAt;

        public TermExplanation Explained(bool suspended) => new(
            place.Zones.At(dueAt).Id, startedAt, suspended ? null : lastDay, suspended ? null : dueAt, steps.ToImmutable(),
            place.Calendar.Revision, walk.Provisional, place.Zones.Changes);

        private Phrase Start(DateTimeOffset at, DateOnly day)
        {
            (startedAt, eventDay) = (at, day);
            var before = rule.Start == TermStart.DayAfter ? day : day.AddDays(-1);
            if (rule.Recurs is { } recurs)
            {
                counted = recurs.FirstAfter(before);
                return recurs.InWords() + TermPhrases.Counted(counted) + Settle();
            }

            var length = rule.Length!;
            if (length.IsByTheClock)
            {
                DueAfter(at, Time(length), length.Unit);
                return length.InWords() + TermPhrases.Due(dueAt);
            }

            if (length.MonthsOrNone is > 0 and var amount)
                AddMonths((day, rule.Start, amount));
            else
                counted = length.Unit == SpanUnit.WorkingDays ? walk.NthWorkingDayAfter(before, length.Amount) : before.AddDays(length.Amount);
            return length.InWords() + TermPhrases.From(rule.Start) + TermPhrases.Counted(counted) + Settle();
        }

        private Phrase Suspend(DateTimeOffset at, DateOnly day, string? reason)
        {
            Phrase left;
            if (rule.IsByTheClock)
            {
                timeLeft = rule.Length!.Unit == SpanUnit.WorkingHours ? Open.Between(at, dueAt) : dueAt - at;
                left = TermWords.Time(timeLeft);
            }
            else
            {
                daysLeft = InWorkingDays ? WorkingDaysBetween(day, counted) : Math.Max(0, counted.DayNumber - day.DayNumber);
                left = TermWords.Days(daysLeft, InWorkingDays);
            }
            return new Phrase("suspended, left: ", "приостановлен, осталось: ") + left + TermPhrases.Because(reason);
        }

        private Phrase Resume(DateTimeOffset at, DateOnly day)
        {
            var goesOn = new Phrase("goes on", "возобновлён");
            if (rule.IsByTheClock)
            {
                DueAfter(at, timeLeft, rule.Length!.Unit);
                return goesOn + TermPhrases.Due(dueAt);
            }

            (eventDay, months) = (day, null);
            counted = InWorkingDays ? walk.NthWorkingDayAfter(day, daysLeft) : day.AddDays(daysLeft);
            return goesOn + TermPhrases.Counted(counted) + Settle();
        }

        private Phrase Extend(TermSpan by, string? reason)
        {
            var what = new Phrase("extended by ", "продлён, добавлено: ") + by.InWords() + TermPhrases.Because(reason);
            if (by.IsByTheClock)
            {
                DueAfter(dueAt, Time(by), by.Unit);
                return what + TermPhrases.Due(dueAt);
            }

            if (by.MonthsOrNone is > 0 and var amount)
            {
                var sum = months ?? (counted, TermStart.DayAfter, 0);
                AddMonths((sum.Item1, sum.Item2, sum.Item3 + amount));
            }
            else
            {
                months = null;
                counted = by.Unit == SpanUnit.WorkingDays ? walk.NthWorkingDayAfter(counted, by.Amount) : counted.AddDays(by.Amount);
            }
            return what + TermPhrases.Counted(counted) + Settle();
        }

        private Phrase Meet(bool inTime)
        {
            var met = inTime ? new Phrase("met in time", "исполнен в срок") : new Phrase("met late", "исполнен с опозданием");
            if (rule.Recurs is not { } recurs)
                return met;

            // From the day that was due, whenever it was met: no report of a month is passed over.
            counted = recurs.FirstAfter(counted);
            return met + new Phrase("; the next one", "; следующий") + TermPhrases.Counted(counted) + Settle();
        }

        private void AddMonths((DateOnly From, TermStart Start, int Months) sum)
        {
            months = sum;
            counted = SameNumber(sum.From, sum.Start, sum.Months);
        }

        /// <summary>Moves the counted day from a day off, and says so.</summary>
        private Phrase Settle()
        {
            lastDay = (InWorkingDays ? TermRoll.Next : rule.Roll) switch
            {
                TermRoll.Next => walk.FirstWorkingDayFrom(counted),
                TermRoll.Preceding => walk.PrecedingWorkingDay(counted, earliest: eventDay.AddDays(1)),
                TermRoll.AsItFalls => counted,
            };
            dueAt = place.Zones.StartOf(lastDay.AddDays(1));
            return lastDay == counted ? new Phrase("", "") : TermPhrases.Moved(lastDay, back: lastDay < counted, walk.KindOf(counted));
        }

        private void DueAfter(DateTimeOffset from, TimeSpan time, SpanUnit unit)
        {
            dueAt = place.Zones.Local(unit == SpanUnit.WorkingHours ? Open.After(from, time) : from + time);
            lastDay = DateOnly.FromDateTime(dueAt.DateTime.AddTicks(-1));
        }

        private int WorkingDaysBetween(DateOnly after, DateOnly last)
        {
            var days = 0;
            for (var day = after.AddDays(1); day <= last; day = day.AddDays(1))
                days += walk.KindOf(day).IsWorking() ? 1 : 0;
            return days;
        }
    }

    private static TimeSpan Time(TermSpan span) => span.Unit == SpanUnit.Minutes ? TimeSpan.FromMinutes(span.Amount) : TimeSpan.FromHours(span.Amount);

    /// <summary>
    /// A term that includes the day of the event ends on the day before the one of the same number; where the last month has no such day, both
    /// end with that month.
    /// </summary>
    private static DateOnly SameNumber(DateOnly from, TermStart start, int months)
    {
        var then = from.AddMonths(months);
        return start == TermStart.SameDay && then.Day == from.Day ? then.AddDays(-1) : then;
    }
}

/// <summary>The parts of what a step says.</summary>
internal static class TermPhrases
{
    public static Phrase From(TermStart start) => start switch
    {
        TermStart.DayAfter => new(" from the day after", " со следующего дня"),
        TermStart.SameDay => new(" from this day", " с этого дня"),
    };

    public static Phrase Counted(DateOnly day) => new Phrase(", last day ", ", последний день ") + TermWords.Date(day);

    public static Phrase Due(DateTimeOffset at) => new Phrase(", due ", ", истекает ") + TermWords.Moment(at);

    public static Phrase Moved(DateOnly to, bool back, DayKind why) =>
        new Phrase(" (", " (") + why.InWords()
        + (back ? new Phrase("), moved back to ", "), перенесён на предыдущий рабочий день ") : new Phrase("), moved to ", "), перенесён на ")) + TermWords.Date(to);

    public static Phrase Because(string? reason) => reason is null ? new Phrase("", "") : new($" ({reason})", $" («{reason}»)");
}
