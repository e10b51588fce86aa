using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Reference;

/// <inheritdoc />
internal sealed class ReferenceData(
    AuthorityRegisterHolder authorities, CalendarHolder calendar, ClassifierHolder classifiers, IOptions<DeadlinePolicy> deadlines) : IReferenceData
{
    public ReferenceSnapshot Current => new(authorities.Current, calendar.Current, classifiers.Current, deadlines.Value);
}

/// <summary>
/// Reference data and the terms of deadlines at one moment: what a command is decided by. It is taken once for each command, so that a load
/// in the middle changes nothing; <see cref="Revisions"/> names it.
/// </summary>
public sealed record ReferenceSnapshot(AuthorityRegister Authorities, ProductionCalendar Calendar, ClassifierEditions Classifiers, DeadlinePolicy Deadlines)
{
    public ReferenceRevisions Revisions => new(Authorities.Revision, Calendar.Revision, Classifiers.Revision);

    /// <summary>A deadline whose term begins at a time.</summary>
    public Deadline StartTerm(DeadlineKind kind, AuthorityCode responsible, DateTimeOffset at) =>
        Deadline.From(kind, responsible, Explain(at, Deadlines.TermOf(kind), responsible));

    /// <summary>The same deadline, counted by this calendar.</summary>
    public Deadline Recount(Deadline deadline) =>
        Deadline.From(deadline.Kind, deadline.Responsible, Explain(deadline.StartedAt, deadline.Term, deadline.Responsible));

    /// <summary>How a term is counted by the days of an authority that the register knows.</summary>
    public DeadlineExplanation Explain(DateTimeOffset from, Term term, AuthorityCode authority) =>
        DeadlineCounting.Calculate(from, term, ZonesOf(authority), Calendar, Deadlines.DecreedDaysCount);

    /// <summary>From the beginning of a day; terms in days begin with the day after it.</summary>
    public DeadlineExplanation Explain(DateOnly from, Term term, AuthorityCode authority) => Explain(ZonesOf(authority).StartOf(from), term, authority);

    /// <summary>
    /// By this calendar, where that gives the time that the deadline has; else by the one that it was counted by, with the time that this one
    /// gives.
    /// </summary>
    public (DeadlineExplanation Counted, DateTimeOffset? MovesTo) Explain(Deadline deadline)
    {
        var now = Explain(deadline.StartedAt, deadline.Term, deadline.Responsible);
        if (now.DueAt == deadline.DueAt)
            return (now, null);

        var then = DeadlineCounting.Calculate(
            deadline.StartedAt, deadline.Term, ZonesOf(deadline.Responsible).Known(deadline.ZoneChanges), Calendar.At(deadline.CalendarRevision), Deadlines.DecreedDaysCount);
        return (then, now.DueAt);
    }

    /// <summary>Whether more is known now than when the deadline was counted, and nothing less, as on a node that lags behind.</summary>
    public bool KnowsMoreThan(Deadline deadline) =>
        (Calendar.Revision, ZonesOf(deadline.Responsible).Changes) is var (calendar, changes)
        && calendar >= deadline.CalendarRevision && changes >= deadline.ZoneChanges
        && (calendar > deadline.CalendarRevision || changes > deadline.ZoneChanges);

    internal ZoneHistory ZonesOf(AuthorityCode responsible) =>
        Authorities.ZonesOf(responsible)
        ?? throw new InvalidOperationException($"The authority {responsible}, responsible for a deadline, is not in the register.");
}

/// <summary>Which reference data something was decided by.</summary>
public sealed record ReferenceRevisions(long Authorities, long Calendar, long Classifiers)
{
    public override string ToString() => $"authorities {Authorities}, calendar {Calendar}, classifiers {Classifiers}";
}

/// <summary>Reference data as this node knows them; refreshed after a load here, and within seconds after one elsewhere.</summary>
public interface IReferenceData
{
    ReferenceSnapshot Current { get; }
}

internal static class ReferenceForDecisions
{
    /// <summary>The snapshot that a command is decided by; the span of the command names it.</summary>
    public static ReferenceSnapshot ForDecision(this IReferenceData reference)
    {
        var known = reference.Current;
        CommandCall.Span?.SetTag(CommandTags.DecidedBy, known.Revisions.ToString());
        return known;
    }
}
