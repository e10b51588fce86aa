using System.Collections.Immutable;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Paperwork;
using RmsOrleans.Grains.Drafts.Statuses;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a caller can do with a draft next, by the same rules that decide when it is tried.</summary>
public static class NextSteps
{
    private static readonly VisaRole[] offices = Enum.GetValues<VisaRole>();

    /// <summary>Routes, in the order of the paperwork.</summary>
    public static ImmutableArray<string> For(Actor actor, AuthorityCode authority, DraftStatus status, PaperworkFile paperwork)
    {
        var possible = status switch
        {
            DraftStatus.Drafting => Drafting.Possible(paperwork),
            DraftStatus.Discarded or DraftStatus.UnderConsideration => [],
        };
        return [.. possible.Where(route => CanTake(route, actor, authority, paperwork))];
    }

    private static bool CanTake(string route, Actor actor, AuthorityCode authority, PaperworkFile paperwork)
    {
        return route switch
        {
            Routes.Content => May(new Edit(default, null!, null!)),
            Routes.Signature => May(new Sign()),
            Routes.Visas => offices.Any(office => May(new GiveVisa(office)) && !paperwork.Has(office, office == VisaRole.UnitHead ? actor.Unit : null)),
            Routes.VisaRefusals => offices.Any(office => May(new RefuseVisa(office, ""))),
            Routes.Registration => May(new Register()),
            Routes.Discard => May(new Discard("")),
            _ => throw new InvalidOperationException($"Nobody has said who may take the route {route}."),
        };

        bool May(DraftCommand command) => DraftRights.Refuse(authority, paperwork, command, actor) is null;
    }
}
