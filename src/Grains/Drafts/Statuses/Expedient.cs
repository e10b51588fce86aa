using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Expedient: the FCS makes a profile of the draft. The executor prepares it, the named units agree, the executor and then the head of the
/// structural division sign, and it goes to the signatory.
/// </summary>
internal static class Expedient
{
    public static Deadline Enter(Circumstances circumstances) => circumstances.Start(DeadlineKind.ProfilePreparation, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft)
    {
        var profile = draft.Profile!;
        return [Routes.Executor, Routes.Profile, .. Work(profile), Routes.Resolution, .. CanWithdraw(profile) ? [Routes.Withdrawal] : (string[])[]];
    }

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => CommonSteps.Decide(assign),
        EditProfile edit => Checked(edit, circumstances, () => new ProfileEdited(edit.Units, edit.Content, edit.Note)),
        PrepareProfile => draft.Profile!.IsPrepared
            ? draft.Refuse("Profile and note have been declared prepared")
            : Decision.Event(new ProfilePrepared()),
        GiveProfileVisa give => Decide(draft, give, circumstances),
        RefuseProfileVisa refuse => Decide(draft, refuse, circumstances),
        SignProfile sign => Decide(draft, sign, circumstances),
        RequestApproval request => Decide(draft, request, circumstances),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => CanWithdraw(draft.Profile!)
            ? CommonSteps.Decide(withdraw)
            : draft.Refuse("The head of the division has signed the profile, so the draft can no longer be withdrawn"),
        _ => draft.Refuse("This is not possible"),
    };

    private static Decision Decide(Draft draft, GiveProfileVisa give, Circumstances circumstances)
    {
        var unit = circumstances.Actor.Unit!;
        if (!draft.Profile!.IsPrepared)
            return draft.Refuse("A visa must wait until the executor has declared profile and note prepared");
        if (draft.Profile.Visas.Any(visa => visa.Unit == unit))
            return draft.Refuse("This visa has been given already");

        return Decision.Event(new ProfileVisaGiven(new UnitVisa(unit, circumstances.Actor.Name, circumstances.Now, give.Acting)));
    }

    private static Decision Decide(Draft draft, RefuseProfileVisa refuse, Circumstances circumstances) => draft.Profile!.IsPrepared
        ? Checked(refuse, circumstances, () => new ProfileVisaRefused(circumstances.Actor.Unit!, circumstances.Actor.Name, refuse.Remarks, refuse.Acting))
        : draft.Refuse("A visa can be refused only after the executor has declared profile and note prepared");

    private static Decision Decide(Draft draft, SignProfile sign, Circumstances circumstances)
    {
        var profile = draft.Profile!;
        if (!profile.IsPrepared)
            return draft.Refuse("A signature must wait until the executor has declared profile and note prepared");
        if (!profile.MissingVisas.IsEmpty)
            return draft.Refuse($"A signature must wait for every visa; missing: {string.Join(", ", profile.MissingVisas)}");
        if (profile.IsSigned)
            return draft.Refuse("Both have signed already");

        var signature = new Signature(circumstances.Actor.Name, sign.Position, circumstances.Now, sign.Acting);
        return (DraftPermissions.RoleFor(draft, sign, circumstances.Actor), profile.ExecutorSignature) switch
        {
            (Role.Executor, null) => Checked(sign, circumstances, () => new ProfileSignedByExecutor(signature)),
            (Role.Executor, _) => draft.Refuse("The executor has signed; the head of the structural division signs next"),
            (_, null) => draft.Refuse("The executor signs first"),
            _ => Checked(sign, circumstances, () => new ProfileSignedByDivision(signature)),
        };
    }

    private static Decision Decide(Draft draft, RequestApproval request, Circumstances circumstances)
    {
        var profile = draft.Profile!;
        if (!profile.IsSigned)
            return draft.Refuse("The profile can be submitted for approval once the executor and the head of the structural division have signed");

        ImmutableArray<Enclosure> enclosures = [Enclosure.Profile, Enclosure.ProfileNote, Enclosure.Draft, Enclosure.DraftNote];
        if (draft.Consideration.OpinionIsAgreed)
            enclosures = enclosures.Add(Enclosure.DirectorateOpinion);
        return Checked(request, circumstances, () => new ApprovalRequested(
            new ApprovalPapers(profile.Covering, profile.Signatory, enclosures, request.Text)));
    }

    /// <summary>The next steps of the work itself.</summary>
    private static string[] Work(ProfileState profile) => profile switch
    {
        { IsPrepared: false } => [Routes.ProfilePreparation],
        { MissingVisas.IsEmpty: false } => [Routes.ProfileVisas, Routes.ProfileVisaRefusals],
        { IsSigned: true, Units.IsEmpty: true } => [Routes.ApprovalRequest],
        { IsSigned: true } => [Routes.ProfileVisaRefusals, Routes.ApprovalRequest],
        { Units.IsEmpty: true } => [Routes.ProfileSignatures],
        _ => [Routes.ProfileVisaRefusals, Routes.ProfileSignatures],
    };

    private static bool CanWithdraw(ProfileState profile) => profile.DivisionSignature is null;

    private static Decision Checked(DraftCommand command, Circumstances circumstances, Func<DraftEvent> happens) =>
        ProfileSteps.Checked(command, circumstances, happens);
}
