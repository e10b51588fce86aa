using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a caller can do with a draft next, by the same table and rules that decide when it is tried.</summary>
public sealed class NextSteps(IReferenceData reference, IOptions<ConsiderationSettings> settings)
{
    /// <summary>Routes, in the order of the work.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => [.. DraftLifecycle.Possible(draft).Where(route => CanTake(route, actor, draft))];

    /// <summary>What the caller can resolve; empty if the caller cannot resolve anything.</summary>
    public ImmutableArray<Resolution> Resolutions(Actor actor, Draft draft) => For(actor, draft).Contains(Resolve.Route)
        ? Drafts.Resolutions.Possible(draft, reference.Current.Authorities, settings.Value)
        : [];

    private bool CanTake(string route, Actor actor, Draft draft)
    {
        var roles = DraftPermissions.RolesFor(draft, route, actor, reference.Current.Authorities);
        return !roles.IsEmpty && route switch
        {
            GiveVisa.Route => roles.Any(role => !draft.Paperwork.Has(DraftPermissions.OfficeOf(role)!.Value, role == Role.UnitHead ? actor.Unit : null)),
            GiveProfileVisa.Route => draft.Profile!.MissingVisas.Contains(actor.Unit ?? ""),
            SignProfile.Route => (roles[0] == Role.Executor) == draft.Profile!.ExecutorSignature is null,
            _ => true,
        };
    }
}
