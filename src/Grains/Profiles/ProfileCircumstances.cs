using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;

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
