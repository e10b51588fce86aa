using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>What a rule needs to set a deadline: the terms, the production calendar, and where the responsible authority's day begins.</summary>
internal sealed class DeadlineTerms(IOptions<DeadlinePolicy> policy, ProductionCalendar calendar, IAuthorityRegister authorities)
{
    public Deadline Start(DeadlineKind kind, AuthorityCode responsible, DateTimeOffset at)
    {
        var zone = authorities.Current.Find(responsible)?.Zone
            ?? throw new InvalidOperationException($"The authority {responsible}, responsible for a deadline, is not in the register.");
        var counted = DeadlineCounting.Calculate(at, policy.Value.TermOf(kind), zone, calendar, policy.Value.DecreedDaysCount);
        return Deadline.From(kind, responsible, counted);
    }
}
