namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Expedient: the FCS makes a profile of the draft. The executor prepares it, the named units agree, the executor and then the head of the
/// structural division sign, and it goes to the signatory.
/// </summary>
internal static class Expedient
{
    public static Deadline StartTerm(Circumstances circumstances) => circumstances.StartTerm(DeadlineKind.ProfilePreparation, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft)
    {
        var profile = draft.Profile!;
        return [AssignExecutor.Route, EditProfile.Route, .. Work(profile), Resolve.Route, .. CanWithdraw(profile) ? [Withdraw.Route] : (string[])[]];
    }

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => assign.Decide(circumstances),
        EditProfile edit => edit.IfSound(circumstances, () => new ProfileEdited(
            circumstances.Units.Written(AuthorityCode.Fcs, edit.Units), edit.Content, edit.Note)),
        PrepareProfile => draft.Profile!.IsPrepared
            ? new Decision.NotNow("Profile and note have been declared prepared", "О готовности профиля и записки уже сообщено")
            : Decision.Event(new ProfilePrepared()),
        GiveProfileVisa give => give.Decide(draft, circumstances),
        RefuseProfileVisa refuse => refuse.Decide(draft, circumstances),
        SignProfile sign => sign.Decide(draft, circumstances),
        RequestApproval request => request.Decide(draft, circumstances),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => CanWithdraw(draft.Profile!)
            ? withdraw.Decide(circumstances)
            : new Decision.NotNow(
                "The head of the division has signed the profile, so the draft can no longer be withdrawn",
                "Профиль подписан начальником подразделения, поэтому отозвать проект уже нельзя"),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };

    /// <summary>The next steps of the work itself.</summary>
    private static string[] Work(ProfileState profile) => profile switch
    {
        { IsPrepared: false } => [PrepareProfile.Route],
        { MissingVisas.IsEmpty: false } => [GiveProfileVisa.Route, RefuseProfileVisa.Route],
        { IsSigned: true, Units.IsEmpty: true } => [RequestApproval.Route],
        { IsSigned: true } => [RefuseProfileVisa.Route, RequestApproval.Route],
        { Units.IsEmpty: true } => [SignProfile.Route],
        _ => [RefuseProfileVisa.Route, SignProfile.Route],
    };

    private static bool CanWithdraw(ProfileState profile) => profile.DivisionSignature is null;
}

/// <param name="AgreedBy">The executor's immediate head.</param>
internal sealed record ResolvedExpedient(string AgreedBy, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.Expedient, Deadline) with
    {
        Profile = new ProfileState(draft.Content, draft.Note, []) { TrialRun = draft.TrialRun },
    };
}

/// <summary>The signatory gave the profile back: it is prepared anew.</summary>
internal sealed record ProfileReturned(string Name, string Remarks, Deadline Deadline, bool Acting = false) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) =>
        draft.Enter(DraftStatus.Expedient, Deadline) with { Profile = profile.Void() with { IsPrepared = false, Approval = null, Report = null } };
}
