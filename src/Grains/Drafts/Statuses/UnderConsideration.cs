using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Under consideration: the FCS has the registered draft and must resolve it within its term.</summary>
internal static class UnderConsideration
{
    /// <summary>The term runs from the registration, and anew from a resubmission, from information received and from the automatic return.</summary>
    public static Deadline Enter(DateTimeOffset at, DeadlineTerms terms) => terms.Start(DeadlineKind.Consideration, AuthorityCode.Fcs, at);

    public static Deadline Enter(Circumstances circumstances) => Enter(circumstances.Now, circumstances.Terms);

    public static Deadline EnterAfterOpinion(Circumstances circumstances) => circumstances.Start(DeadlineKind.DecisionAfterOpinion, AuthorityCode.Fcs);

    public static ImmutableArray<string> Possible(Draft draft) => draft.Consideration.MeetingIsOpen
        ? [Routes.Executor, Routes.Minutes, Routes.Withdrawal]
        : [Routes.Executor, Routes.Meeting, Routes.Resolution, Routes.Withdrawal];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Register => new Decision.DoneBefore(),
        AssignExecutor assign => CommonSteps.Decide(assign),
        ConveneMeeting convene => Decide(draft, convene),
        RecordMinutes record => Decide(draft, record),
        Resolve resolve => Decide(draft, resolve, circumstances),
        Withdraw withdraw => CommonSteps.Decide(withdraw),
        _ => draft.Refuse("This is not possible"),
    };

    private static Decision Decide(Draft draft, ConveneMeeting convene) => draft.Consideration.MeetingIsOpen
        ? draft.Refuse("A joint meeting has been convened already, and has no minutes yet")
        : CommonSteps.Checked(convene, () => new MeetingConvened(convene.Units, convene.Acting));

    private static Decision Decide(Draft draft, RecordMinutes record) => draft.Consideration.MeetingIsOpen
        ? CommonSteps.Checked(record, () => new MinutesRecorded(
            new Minutes(record.Number, record.Date, record.Text, record.DevelopProfile, record.ResponsibleUnit)))
        : draft.Refuse("Minutes are those of a joint meeting, and none is convened");

    private static Decision Decide(Draft draft, Resolve resolve, Circumstances circumstances) => draft.Consideration.MeetingIsOpen
        ? draft.Refuse("A resolution must wait until the minutes of the joint meeting are recorded")
        : Resolutions.Decide(draft, resolve, circumstances);
}
