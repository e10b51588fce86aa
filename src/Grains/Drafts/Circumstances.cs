using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a rule is told beside the draft and the command: when, who asks, the reference data as they stand, and the settings.</summary>
internal sealed record Circumstances(
    DateTimeOffset Now, Actor Actor, RequestConditions Conditions, ReferenceSnapshot Reference, ConsiderationSettings Consideration)
{
    public AuthorityRegister Authorities => Reference.Authorities;

    /// <summary>A deadline whose term begins now.</summary>
    public Deadline StartTerm(DeadlineKind kind, AuthorityCode responsible) => Reference.StartTerm(kind, responsible, Now);
}
