using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Which resolutions are allowed, and what each leads to.</summary>
internal static class Resolutions
{
    public static Decision Decide(Draft draft, Resolve resolve, Circumstances circumstances)
    {
        if (WhyNot(draft, resolve.Resolution, circumstances.Authorities, circumstances.Consideration) is { } why)
        {
            var possible = Possible(draft, circumstances.Authorities, circumstances.Consideration);
            return new Decision.NotNow(why, new Phrase(
                $" Possible resolutions: {string.Join(", ", possible)}.", $" Возможные резолюции: {Phrase.Quoted(possible.Select(each => each.InWords().Ru))}."));
        }

        return resolve.IfSound(
            circumstances,
            () => Event(draft, resolve, circumstances),
            beside: errors => CheckAddressee(errors, draft, resolve, circumstances.Authorities));
    }

    public static ImmutableArray<Resolution> Possible(Draft draft, AuthorityRegister authorities, ConsiderationSettings settings) =>
        [.. Enum.GetValues<Resolution>().Where(resolution => WhyNot(draft, resolution, authorities, settings) is null)];

    private static Phrase? WhyNot(Draft draft, Resolution resolution, AuthorityRegister authorities, ConsiderationSettings settings)
    {
        var file = draft.Consideration;
        if (file.MustEndInexpedient && resolution != Resolution.Inexpedient)
        {
            return new(
                $"The minutes {file.Minutes!.Number} say that no profile is to be developed", $"Согласно протоколу № {file.Minutes.Number} профиль не разрабатывается");
        }
        if (draft.Status == DraftStatus.Expedient && resolution != Resolution.Inexpedient)
        {
            return new(
                "A draft that was found expedient can only be resolved Inexpedient",
                $"По проекту, разработка которого признана целесообразной, возможна только резолюция «{Resolution.Inexpedient.InWords().Ru}»");
        }

        return resolution switch
        {
            Resolution.Expedient or Resolution.Inexpedient => null,
            Resolution.GatheringInformation when draft.Status == DraftStatus.GatheringInformation => new("Information is being gathered already", "Информация уже собирается"),
            Resolution.GatheringInformation => file.Gatherings < settings.GatheringsPerVersion
                ? null
                : new("Information has been gathered for this version", "По этой версии информация уже собиралась"),
            Resolution.FinalisationByFcs when draft.Status == DraftStatus.FinalisationByFcs => new(
                "The FCS is finalising the draft already", "Проект уже дорабатывается в ФТС России"),
            Resolution.FinalisationByFcs => file.FinalisationsByFcs < settings.FinalisationsByFcsPerVersion
                ? null
                : new("The FCS has finalised this version once", "Эта версия уже дорабатывалась в ФТС России"),
            Resolution.FinalisationByAuthority when draft.Authority == AuthorityCode.Fcs => new(
                "A draft of the FCS itself has no other authority to finalise it", "Проект самой ФТС России некому направить на доработку"),
            Resolution.RequestToDirectorate when authorities.DirectorateOf(draft.Authority) is null => new(
                "The draft's authority has no directorate above it", "Над таможенным органом проекта нет регионального таможенного управления"),
            Resolution.FinalisationByAuthority or Resolution.RequestToDirectorate => file.OpinionIsAgreed
                ? new("The directorate has given its opinion on this version", "По этой версии уже получено заключение РТУ")
                : null,
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
