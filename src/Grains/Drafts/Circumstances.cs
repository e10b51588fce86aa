using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a rule is told beside the draft and the command: when, who asks, the reference data as it stands, and the settings.</summary>
internal sealed record Circumstances(
    DateTimeOffset Now,
    Actor Actor,
    RequestConditions Conditions,
    AuthorityRegister Authorities,
    ContentRules ContentRules,
    DeadlineTerms Terms,
    ConsiderationSettings Consideration)
{
    /// <summary>A deadline whose term begins now.</summary>
    public Deadline Start(DeadlineKind kind, AuthorityCode responsible) => Terms.Start(kind, responsible, Now);
}
