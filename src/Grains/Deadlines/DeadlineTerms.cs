using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>What a rule needs to set a deadline: the terms, the production calendar, and where the responsible authority's day begins.</summary>
internal sealed class DeadlineTerms(IOptions<DeadlinePolicy> policy, IProductionCalendar calendar, IAuthorityRegister authorities) : IDeadlineExplanations
{
    public Deadline Start(DeadlineKind kind, AuthorityCode responsible, DateTimeOffset at) =>
        Deadline.From(kind, responsible, Explain(at, policy.Value.TermOf(kind), responsible));

    public DeadlineExplanation Explain(DateTimeOffset from, Term term, AuthorityCode authority) =>
        DeadlineCounting.Calculate(from, term, ZoneOf(authority), calendar.Current, policy.Value.DecreedDaysCount);

    public DeadlineExplanation Explain(DateOnly from, Term term, AuthorityCode authority) => Explain(ZoneOf(authority).StartOf(from), term, authority);

    public DeadlineExplanation Explain(Deadline deadline) => Explain(deadline.StartedAt, deadline.Term, deadline.Responsible);

    private TimeZoneInfo ZoneOf(AuthorityCode responsible) =>
        authorities.Current.Find(responsible)?.Zone
        ?? throw new InvalidOperationException($"The authority {responsible}, responsible for a deadline, is not in the register.");
}
