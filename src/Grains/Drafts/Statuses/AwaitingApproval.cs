using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Awaiting approval: the signatory, who follows from the profile's territory, approves it or gives it back. There is no term.</summary>
internal static class AwaitingApproval
{
    public static ImmutableArray<string> Possible(Draft draft) => [AssignExecutor.Route, Approve.Route, ReturnProfile.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => assign.Decide(circumstances),
        Approve approve => approve.IfSound(circumstances, () => new ProfileApproved(
            new Signature(circumstances.Actor.Name, approve.Position, circumstances.Now, approve.Acting), Approved.StartTerm(circumstances))),
        ReturnProfile back => back.Decide(circumstances),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };
}

internal sealed record ApprovalRequested(ApprovalPapers Papers) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) =>
        draft.Enter(DraftStatus.AwaitingApproval, null) with { Profile = profile with { Papers = Papers } };
}

/// <summary>The signatory signs the letter, or resolves positively on the memorandum.</summary>
[GenerateSerializer, Alias("approve"), Immutable]
public sealed record Approve([property: Id(0)] string? Position = null, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "approval";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.OptionalText("/position", Position);
}

/// <summary>The signatory gives the profile back with remarks.</summary>
[GenerateSerializer, Alias("return-profile"), Immutable]
public sealed record ReturnProfile([property: Id(0)] string Remarks, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "approval-return";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/remarks", Remarks);

    internal Decision Decide(Circumstances circumstances) => IfSound(
        circumstances, () => new ProfileReturned(circumstances.Actor.Name, Remarks, Expedient.StartTerm(circumstances), Acting));
}
