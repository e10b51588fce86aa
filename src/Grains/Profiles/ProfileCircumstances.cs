using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Profiles;

/// <summary>What a rule is told beside the profile and the command.</summary>
internal sealed record ProfileCircumstances(
    DateTimeOffset Now,
    Actor Actor,
    RequestConditions Conditions,
    ReferenceSnapshot Reference)
{
    public DateOnly Today => MoscowDays.Of(Now);
}
