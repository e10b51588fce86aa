using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Under consideration: the FCS has the registered draft and must resolve it within its term.</summary>
internal static class UnderConsideration
{
    /// <summary>The term runs from the registration, and anew from a resubmission, from information received and from the automatic return.</summary>
    public static Deadline StartTerm(DateTimeOffset at, ReferenceSnapshot reference) => reference.StartTerm(DeadlineKind.Consideration, AuthorityCode.Fcs, at);

    public static Deadline StartTerm(Circumstances circumstances) => StartTerm(circumstances.Now, circumstances.Reference);

    public static Deadline StartTermAfterOpinion(Circumstances circumstances) => circumstances.StartTerm(DeadlineKind.DecisionAfterOpinion, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => draft.Consideration.MeetingIsOpen
        ? [AssignExecutor.Route, RecordMinutes.Route, ChangeMeetingUnits.Route, CancelMeeting.Route, Withdraw.Route]
        : [AssignExecutor.Route, ConveneMeeting.Route, Resolve.Route, Withdraw.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        AssignExecutor assign => assign.Decide(circumstances),
        ConveneMeeting convene => convene.Decide(draft, circumstances),
        RecordMinutes record => record.Decide(draft, circumstances),
        ChangeMeetingUnits change => change.Decide(draft, circumstances),
        CancelMeeting cancel => cancel.Decide(draft, circumstances),
        Resolve resolve => draft.Consideration.MeetingIsOpen
            ? new Decision.NotNow(
                "A resolution must wait until the minutes of the joint meeting are recorded",
                "Резолюция возможна после внесения протокола совместного совещания")
            : Resolutions.Decide(draft, resolve, circumstances),
        Withdraw withdraw => withdraw.Decide(circumstances),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };
}

internal sealed record DraftRegistered(RegistrationNumber Number, int Version, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.UnderConsideration, Deadline) with
    {
        Number = Number,
        Version = Version,
        RegisteredAt = line.At,
        Versions = [DraftVersion.Of(draft, Version, line.At, [])],
    };

    /// <summary>Only a submission is registered at once: what is prepared step by step has lines between.</summary>
    protected override bool GoesWith(Draft before, EventLine line) => line.Line == Unprepared.LinesOfASubmission;
}

internal sealed record InformationReceived(string Text, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.UnderConsideration, Deadline);
}

/// <summary>The status may not last longer than its term: the draft is back under consideration by itself.</summary>
internal sealed record InformationTermLapsed(Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.UnderConsideration, Deadline) with { Overdue = draft.Overdue };
}

internal sealed record OpinionAgreed(Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.UnderConsideration, Deadline) with
    {
        Consideration = draft.Consideration with { OpinionIsAgreed = true },
    };
}

internal sealed record DraftResubmitted(int Version, ImmutableArray<RemarkAnswer> Answers, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.UnderConsideration, Deadline) with
    {
        Version = Version,
        Consideration = new ConsiderationState(),
        Versions = draft.Versions.Add(DraftVersion.Of(draft, Version, line.At, Answers)),
    };
}
