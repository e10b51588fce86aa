using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Drafts.Content;

namespace RmsOrleans.Grains.Profiles;

/// <summary>What a rule is told beside the profile and the command.</summary>
internal sealed record ProfileCircumstances(
    DateTimeOffset Now,
    Actor Actor,
    RequestConditions Conditions,
    AuthorityRegister Authorities,
    ContentRules ContentRules)
{
    public DateOnly Today => MoscowDays.Of(Now);
}
