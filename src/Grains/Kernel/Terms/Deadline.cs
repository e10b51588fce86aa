using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>The deadline that runs for a draft, as it was counted by one revision of the calendar.</summary>
/// <param name="ZoneChanges">How many changes of the authority's zone were known when it was counted.</param>
[GenerateSerializer, Alias("deadline"), Immutable]
public sealed record Deadline(
    [property: Id(0)] DeadlineKind Kind,
    [property: Id(1)] AuthorityCode Responsible,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset DueAt,
    [property: Id(4)] DateOnly LastDay,
    [property: Id(5)] Term Term,
    [property: Id(6)] long CalendarRevision,
    [property: Id(7)] bool Provisional,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int ZoneChanges = 0)
{
    /// <summary>The instant of <see cref="DueAt"/> is already too late.</summary>
    public bool HasPassed(DateTimeOffset now) => now >= DueAt;

    internal static Deadline From(DeadlineKind kind, AuthorityCode responsible, DeadlineExplanation counted) => new(
        kind, responsible, counted.StartedAt, counted.DueAt, counted.LastDay, counted.Term, counted.CalendarRevision, counted.Provisional, counted.ZoneChanges);
}

/// <summary>What a draft is waiting for when it has a deadline.</summary>
public enum DeadlineKind
{
    Consideration,
    DecisionAfterOpinion,
    GatheringInformation,
    FinalisationByFcs,
    FinalisationByAuthority,
    Opinion,
    ProfilePreparation,
    ReportOfApproval,
    ProfileNumber,
}

/// <summary>What people call the deadlines.</summary>
public static class DeadlineNames
{
    private static readonly Phrases<DeadlineKind> names = new(kind => kind switch
    {
        DeadlineKind.Consideration => new("Consideration", "Рассмотрение"),
        DeadlineKind.DecisionAfterOpinion => new("Decision after the opinion", "Решение после получения заключения РТУ"),
        DeadlineKind.GatheringInformation => new("Gathering of information", "Сбор информации"),
        DeadlineKind.FinalisationByFcs => new("Finalisation by the FCS", "Доработка в ФТС России"),
        DeadlineKind.FinalisationByAuthority => new("Finalisation by the authority", "Доработка в таможенном органе"),
        DeadlineKind.Opinion => new("Opinion of the directorate", "Заключение РТУ"),
        DeadlineKind.ProfilePreparation => new("Preparation of the profile", "Подготовка профиля риска"),
        DeadlineKind.ReportOfApproval => new("Report of the approval", "Сообщение об утверждении"),
        DeadlineKind.ProfileNumber => new("Number of the profile", "Присвоение номера профилю риска"),
    });

    public static Phrase InWords(this DeadlineKind kind) => names[(int)kind];
}

/// <summary>How a term was counted.</summary>
/// <param name="TimeZone">The zone in which it is due; both times carry the offset of the zone of their day.</param>
/// <param name="LastDay">The day that ends when the deadline is due.</param>
/// <param name="SkippedDays">The days passed over, in order. The days inside a calendar-day term count and are not among them.</param>
/// <param name="Provisional">A day of a year without calendar data was looked at, so the answer may change.</param>
public sealed record DeadlineExplanation(
    Term Term,
    string TimeZone,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    DateOnly LastDay,
    ImmutableArray<SkippedDay> SkippedDays,
    long CalendarRevision,
    bool Provisional,
    int ZoneChanges);

/// <summary>A day that did not count, and why.</summary>
public sealed record SkippedDay(DateOnly Date, DayKind Reason)
{
    public Phrase ReasonName => Reason.InWords();
}

/// <summary>From an event and a term to the time it is due, by the days of the responsible authority's time zone.</summary>
internal static class DeadlineCounting
{
    public static DeadlineExplanation Calculate(
        DateTimeOffset at, Term term, ZoneHistory zones, ProductionCalendar calendar, bool decreedDaysCount)
    {
        if (!term.IsInRange)
            throw new ArgumentOutOfRangeException(nameof(term), term, $"A term is 1 to {Term.Longest} days or hours.");

        var startedAt = zones.Local(at.CutToMilliseconds());
        var eventDay = DateOnly.FromDateTime(startedAt.DateTime);
        var walk = new Walk(calendar, decreedDaysCount);

        return term.Unit switch
        {
            TermUnit.WorkingDays => EndOf(walk.NthWorkingDayAfter(eventDay, term.Amount)),
            TermUnit.CalendarDays => EndOf(walk.FirstWorkingDayFrom(eventDay.AddDays(term.Amount))),
            TermUnit.Hours => Due(zones.Local(startedAt.AddHours(term.Amount))),
        };

        DeadlineExplanation EndOf(DateOnly lastDay) => Explain(zones.StartOf(lastDay.AddDays(1)), lastDay);

        // An hour that ends at midnight ends with the old day, as a term in days does.
        DeadlineExplanation Due(DateTimeOffset dueAt) => Explain(dueAt, DateOnly.FromDateTime(dueAt.DateTime.AddTicks(-1)));

        DeadlineExplanation Explain(DateTimeOffset dueAt, DateOnly lastDay) => new(
            term, zones.At(dueAt).Id, startedAt, dueAt, lastDay, walk.Skipped.ToImmutable(), calendar.Revision, walk.Provisional, zones.Changes);
    }

    /// <summary>Goes from day to day and remembers what it passed.</summary>
    internal sealed class Walk(ProductionCalendar calendar, bool decreedDaysCount)
    {
        public ImmutableArray<SkippedDay>.Builder Skipped { get; } = ImmutableArray.CreateBuilder<SkippedDay>();

        public bool Provisional { get; private set; }

        public DateOnly NthWorkingDayAfter(DateOnly day, int n)
        {
            for (var counted = 0; counted < n; counted++)
                day = FirstWorkingDayFrom(day.AddDays(1));

            return day;
        }

        public DateOnly FirstWorkingDayFrom(DateOnly day)
        {
            while (!IsWorking(day))
                day = day.AddDays(1);

            return day;
        }

        /// <summary>The last working day up to this one; where that is too early, the first from this one on.</summary>
        public DateOnly PrecedingWorkingDay(DateOnly day, DateOnly earliest)
        {
            var last = day;
            while (last >= earliest && !KindOf(last).IsWorking())
                last = last.AddDays(-1);
            if (last < earliest)
                return FirstWorkingDayFrom(day);

            for (var passed = last.AddDays(1); passed <= day; passed = passed.AddDays(1))
                Skipped.Add(new(passed, KindOf(passed)));
            return last;
        }

        /// <summary>What was passed since this was last asked.</summary>
        public ImmutableArray<SkippedDay> TakeSkipped()
        {
            var taken = Skipped.ToImmutable();
            Skipped.Clear();
            return taken;
        }

        /// <summary>A day of a year without data makes the answer provisional.</summary>
        public DayKind KindOf(DateOnly day)
        {
            Provisional |= !calendar.HasData(day.Year);
            return calendar.KindOf(day, decreedDaysCount);
        }

        public bool IsShort(DateOnly day) => calendar.IsShort(day);

        private bool IsWorking(DateOnly day)
        {
            var kind = KindOf(day);
            if (!kind.IsWorking())
                Skipped.Add(new(day, kind));

            return kind.IsWorking();
        }
    }
}

/// <summary>The settings group <c>Deadlines</c>: how long each deadline runs, such as <c>Deadlines:Opinion:Amount</c>.</summary>
public sealed class DeadlinePolicy : IValidatableObject
{
    public const string Section = "Deadlines";

    public Term Consideration { get; set; } = new(10, TermUnit.CalendarDays);
    public Term DecisionAfterOpinion { get; set; } = new(5, TermUnit.WorkingDays);
    public Term GatheringInformation { get; set; } = new(60, TermUnit.WorkingDays);
    public Term FinalisationByFcs { get; set; } = new(10, TermUnit.WorkingDays);
    public Term FinalisationByAuthority { get; set; } = new(10, TermUnit.WorkingDays);
    public Term Opinion { get; set; } = new(10, TermUnit.WorkingDays);
    public Term ProfilePreparation { get; set; } = new(2, TermUnit.WorkingDays);
    public Term ReportOfApproval { get; set; } = new(1, TermUnit.WorkingDays);
    public Term ProfileNumber { get; set; } = new(1, TermUnit.Hours);

    /// <summary>Until when an official decides on a hit of a declaration.</summary>
    public Term HitDecision { get; set; } = new(4, TermUnit.Hours);

    /// <summary>Until when an official enters what became of the measures of a hit that are due.</summary>
    public Term MeasureEntry { get; set; } = new(1, TermUnit.WorkingDays);

    /// <summary>Whether a day made non-working by decree still counts as a working day.</summary>
    public bool DecreedDaysCount { get; set; }

    public Term TermOf(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Consideration => Consideration,
        DeadlineKind.DecisionAfterOpinion => DecisionAfterOpinion,
        DeadlineKind.GatheringInformation => GatheringInformation,
        DeadlineKind.FinalisationByFcs => FinalisationByFcs,
        DeadlineKind.FinalisationByAuthority => FinalisationByAuthority,
        DeadlineKind.Opinion => Opinion,
        DeadlineKind.ProfilePreparation => ProfilePreparation,
        DeadlineKind.ReportOfApproval => ReportOfApproval,
        DeadlineKind.ProfileNumber => ProfileNumber,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Enum.GetValues<DeadlineKind>().Select(kind => (Name: kind.ToString(), Term: TermOf(kind)))
            .Append((Name: nameof(HitDecision), Term: HitDecision)).Append((Name: nameof(MeasureEntry), Term: MeasureEntry))
            .Where(each => !each.Term.IsInRange)
            .Select(each => new ValidationResult($"{Section}:{each.Name} must be 1 to {Term.Longest} of {string.Join(", ", Enum.GetNames<TermUnit>())}.", [each.Name]));
}

/// <summary>What a term is counted in.</summary>
public enum TermUnit
{
    WorkingDays,
    CalendarDays,

    /// <summary>Hours by the clock, day and night.</summary>
    Hours,
}

/// <summary>How long a deadline runs.</summary>
[GenerateSerializer, Alias("term"), Immutable]
public sealed record Term([property: Id(0)] int Amount, [property: Id(1)] TermUnit Unit)
{
    public const int Longest = 2_500;

    internal bool IsInRange => Amount is >= 1 and <= Longest && Enum.IsDefined(Unit);
}
