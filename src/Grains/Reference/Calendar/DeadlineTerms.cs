using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>What a rule needs to set a deadline: the terms, the production calendar, and where the responsible authority's day begins.</summary>
internal sealed class DeadlineTerms(IOptions<DeadlinePolicy> policy, IProductionCalendar calendar, IAuthorityRegister authorities) : IDeadlineExplanations
{
    public Deadline Start(DeadlineKind kind, AuthorityCode responsible, DateTimeOffset at) =>
        Deadline.From(kind, responsible, Explain(at, policy.Value.TermOf(kind), responsible));

    /// <summary>The same deadline, counted by another revision of the calendar.</summary>
    public Deadline Recount(Deadline deadline, ProductionCalendar by) =>
        Deadline.From(deadline.Kind, deadline.Responsible, Count(deadline.StartedAt, deadline.Term, deadline.Responsible, by));

    public DeadlineExplanation Explain(DateTimeOffset from, Term term, AuthorityCode authority) => Count(from, term, authority, calendar.Current);

    public DeadlineExplanation Explain(DateOnly from, Term term, AuthorityCode authority) => Explain(ZoneOf(authority).StartOf(from), term, authority);

    public (DeadlineExplanation Counted, DateTimeOffset? MovesTo) Explain(Deadline deadline)
    {
        var current = calendar.Current;
        var now = Count(deadline.StartedAt, deadline.Term, deadline.Responsible, current);
        return now.DueAt == deadline.DueAt
            ? (now, null)
            : (Count(deadline.StartedAt, deadline.Term, deadline.Responsible, current.At(deadline.CalendarRevision)), now.DueAt);
    }

    private DeadlineExplanation Count(DateTimeOffset from, Term term, AuthorityCode authority, ProductionCalendar by) =>
        DeadlineCounting.Calculate(from, term, ZoneOf(authority), by, policy.Value.DecreedDaysCount);

    private TimeZoneInfo ZoneOf(AuthorityCode responsible) =>
        authorities.Current.Find(responsible)?.Zone
        ?? throw new InvalidOperationException($"The authority {responsible}, responsible for a deadline, is not in the register.");
}
