using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Which resolutions are allowed, and what each leads to.</summary>
internal static class Resolutions
{
    public static Decision Decide(Draft draft, Resolve resolve, Circumstances circumstances)
    {
        if (WhyNot(draft, resolve.Resolution, circumstances.Authorities, circumstances.Consideration) is { } why)
            return new Decision.NotNow(why, $" Possible resolutions: {string.Join(", ", Possible(draft, circumstances.Authorities, circumstances.Consideration))}.");

        return resolve.IfSound(
            circumstances,
            () => Event(draft, resolve, circumstances),
            beside: errors => CheckAddressee(errors, draft, resolve, circumstances.Authorities));
    }

    public static ImmutableArray<Resolution> Possible(Draft draft, AuthorityRegister authorities, ConsiderationSettings settings) =>
        [.. Enum.GetValues<Resolution>().Where(resolution => WhyNot(draft, resolution, authorities, settings) is null)];

    private static string? WhyNot(Draft draft, Resolution resolution, AuthorityRegister authorities, ConsiderationSettings settings)
    {
        var file = draft.Consideration;
        if (file.MustEndInexpedient && resolution != Resolution.Inexpedient)
            return $"The minutes {file.Minutes!.Number} say that no profile is to be developed";
        if (draft.Status == DraftStatus.Expedient && resolution != Resolution.Inexpedient)
            return "A draft that was found expedient can only be resolved Inexpedient";

        return resolution switch
        {
            Resolution.Expedient or Resolution.Inexpedient => null,
            Resolution.GatheringInformation when draft.Status == DraftStatus.GatheringInformation => "Information is being gathered already",
            Resolution.GatheringInformation => file.Gatherings < settings.GatheringsPerVersion ? null : "Information has been gathered for this version",
            Resolution.FinalisationByFcs when draft.Status == DraftStatus.FinalisationByFcs => "The FCS is finalising the draft already",
            Resolution.FinalisationByFcs =>
                file.FinalisationsByFcs < settings.FinalisationsByFcsPerVersion ? null : "The FCS has finalised this version once",
            Resolution.FinalisationByAuthority when draft.Authority == AuthorityCode.Fcs => "A draft of the FCS itself has no other authority to finalise it",
            Resolution.RequestToDirectorate when authorities.DirectorateOf(draft.Authority) is null => "The draft's authority has no directorate above it",
            Resolution.FinalisationByAuthority or Resolution.RequestToDirectorate =>
                file.OpinionIsAgreed ? "The directorate has given its opinion on this version" : null,
        };
    }

    /// <summary>Which directorate is asked follows from the draft.</summary>
    private static void CheckAddressee(ValidationErrors errors, Draft draft, Resolve resolve, AuthorityRegister authorities)
    {
        if (resolve is { Resolution: Resolution.RequestToDirectorate, Unit: { } unit } && authorities.DirectorateOf(draft.Authority) is { } directorate)
            UnitLists.CheckOne(errors, new JsonPointer("/unit"), unit, directorate.Code, authorities.Units);
    }

    private static DraftEvent Event(Draft draft, Resolve resolve, Circumstances circumstances) => resolve.Resolution switch
    {
        Resolution.Expedient => new ResolvedExpedient(resolve.AgreedBy!, Expedient.StartTerm(circumstances)),
        Resolution.Inexpedient => new ResolvedInexpedient(resolve.Reasons!),
        Resolution.GatheringInformation => new InformationRequested(resolve.Needed!, resolve.Bodies, GatheringInformation.StartTerm(circumstances)),
        Resolution.FinalisationByFcs => new FinalisationByFcsBegun(resolve.Analysis!, FinalisationByFcs.StartTerm(circumstances)),
        Resolution.FinalisationByAuthority =>
            new FinalisationByAuthorityRequested(resolve.Remarks, FinalisationByAuthority.StartTerm(draft, circumstances)),
        Resolution.RequestToDirectorate => Request(draft, resolve, circumstances),
    };

    private static OpinionRequested Request(Draft draft, Resolve resolve, Circumstances circumstances)
    {
        var directorate = circumstances.Authorities.DirectorateOf(draft.Authority)!.Code;
        return new OpinionRequested(
            new OpinionRequest(directorate, circumstances.Units.Written(directorate, resolve.Unit!), resolve.Question!), RequestToDirectorate.StartTerm(directorate, circumstances));
    }
}
