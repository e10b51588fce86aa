using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Gathering information: the FCS has asked other bodies, and may not take longer than the term; then the draft returns by itself.</summary>
internal static class GatheringInformation
{
    public static Deadline StartTerm(Circumstances circumstances) => circumstances.StartTerm(DeadlineKind.GatheringInformation, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => [AssignExecutor.Route, RecordInformation.Route, Resolve.Route, Withdraw.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => assign.Decide(circumstances),
        RecordInformation record => record.IfSound(
            circumstances, () => new InformationReceived(record.Text, UnderConsideration.StartTerm(circumstances))),
        Resolve resolve => Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => withdraw.Decide(circumstances),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };

    /// <summary>The automatic return, after the term has been missed.</summary>
    public static DraftEvent Lapse(DateTimeOffset at, ReferenceSnapshot reference) => new InformationTermLapsed(UnderConsideration.StartTerm(at, reference));
}

internal sealed record InformationRequested(string Needed, ImmutableArray<string> Bodies, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.GatheringInformation, Deadline) with
    {
        Consideration = draft.Consideration with { Gatherings = draft.Consideration.Gatherings + 1 },
    };
}

/// <summary>The executor records the information that was asked for.</summary>
[GenerateSerializer, Alias("record-information"), Immutable]
public sealed record RecordInformation([property: Id(0)] string Text) : DraftCommand
{
    public const string Route = "information";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/text", Text);
}
