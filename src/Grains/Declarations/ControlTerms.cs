using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Declarations;

/// <summary>Until when officials of the post have to do what a hit leaves to them: the goods are to be released by then. Days are those of the post.</summary>
/// <param name="Now">From when the terms run.</param>
internal sealed record ControlTerms(ReferenceSnapshot Reference, string ControlAuthority, DateTimeOffset Now)
{
    public DateTimeOffset ForEntries => EndOf(Reference.Deadlines.MeasureEntry);

    /// <summary>The hit, with the time until which it waits.</summary>
    public ControlHit For(ControlHit hit) =>
        hit.Type == HitType.Waiting ? hit with { DueAt = EndOf(Reference.Deadlines.HitDecision) } : hit.OpenMeasures > 0 ? hit with { DueAt = ForEntries } : hit;

    private DateTimeOffset EndOf(Term term) => DeadlineCounting.Calculate(
        Now, term, Reference.Authorities.ZonesOf(ControlPermissions.CountedFor(ControlAuthority, Reference.Authorities)) ?? MoscowDays.Zone, Reference.Calendar,
        Reference.Deadlines.DecreedDaysCount).DueAt;
}
