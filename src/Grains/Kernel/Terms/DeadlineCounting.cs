namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>From an event and a term to the time it is due, by the days of the responsible authority's time zone.</summary>
internal static class DeadlineCounting
{
    public static DeadlineExplanation Calculate(
        DateTimeOffset at, Term term, TimeZoneInfo zone, ProductionCalendar calendar, bool decreedDaysCount)
    {
        if (!term.IsInRange)
        {
            throw new ArgumentOutOfRangeException(nameof(term), term, $"A term is 1 to {Term.Longest} days or hours.");
        }

        var startedAt = TimeZoneInfo.ConvertTime(CutToMilliseconds(at), zone);
        var eventDay = DateOnly.FromDateTime(startedAt.DateTime);
        var walk = new Walk(calendar, decreedDaysCount);

        return term.Unit switch
        {
            TermUnit.WorkingDays => EndOf(walk.NthWorkingDayAfter(eventDay, term.Amount)),
            TermUnit.CalendarDays => EndOf(walk.FirstWorkingDayFrom(eventDay.AddDays(term.Amount))),
            TermUnit.Hours => Due(TimeZoneInfo.ConvertTime(startedAt.AddHours(term.Amount), zone)),
        };

        DeadlineExplanation EndOf(DateOnly lastDay) => Explain(zone.StartOf(lastDay.AddDays(1)), lastDay);

        // An hour that ends at midnight ends with the old day, as a term in days does.
        DeadlineExplanation Due(DateTimeOffset dueAt) => Explain(dueAt, DateOnly.FromDateTime(dueAt.DateTime.AddTicks(-1)));

        DeadlineExplanation Explain(DateTimeOffset dueAt, DateOnly lastDay) => new(
            term, zone.Id, startedAt, dueAt, lastDay, walk.Skipped.ToImmutable(), calendar.Revision, walk.Provisional);
    }

    private static DateTimeOffset CutToMilliseconds(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMillisecond));

    /// <summary>Goes from day to day and remembers what it passed.</summary>
    private sealed class Walk(ProductionCalendar calendar, bool decreedDaysCount)
    {
        public ImmutableArray<SkippedDay>.Builder Skipped { get; } = ImmutableArray.CreateBuilder<SkippedDay>();

        public bool Provisional { get; private set; }

        public DateOnly NthWorkingDayAfter(DateOnly day, int n)
        {
            for (var counted = 0; counted < n; counted++)
            {
                day = FirstWorkingDayFrom(day.AddDays(1));
            }

            return day;
        }

        public DateOnly FirstWorkingDayFrom(DateOnly day)
        {
            while (!IsWorking(day))
            {
                day = day.AddDays(1);
            }

            return day;
        }

        private bool IsWorking(DateOnly day)
        {
            Provisional |= !calendar.HasData(day.Year);
            var kind = calendar.KindOf(day, decreedDaysCount);
            if (!kind.IsWorking())
            {
                Skipped.Add(new(day, kind));
            }

            return kind.IsWorking();
        }
    }
}
