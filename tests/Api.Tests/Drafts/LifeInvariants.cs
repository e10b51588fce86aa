using System.Collections.Frozen;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>What must hold in every life of a draft, whatever is tried and however late.</summary>
internal static class LifeInvariants
{
    /// <summary>The arrows of the life of a draft.</summary>
    private static readonly FrozenDictionary<DraftStatus, DraftStatus[]> arrows = new Dictionary<DraftStatus, DraftStatus[]>
    {
        [DraftStatus.Drafting] = [DraftStatus.UnderConsideration, DraftStatus.Discarded],
        [DraftStatus.UnderConsideration] =
        [
            DraftStatus.GatheringInformation, DraftStatus.FinalisationByFcs, DraftStatus.FinalisationByAuthority, DraftStatus.RequestToDirectorate,
            DraftStatus.Expedient, DraftStatus.Inexpedient, DraftStatus.Withdrawn,
        ],
        [DraftStatus.GatheringInformation] =
        [
            DraftStatus.UnderConsideration, DraftStatus.FinalisationByFcs, DraftStatus.FinalisationByAuthority, DraftStatus.RequestToDirectorate,
            DraftStatus.Expedient, DraftStatus.Inexpedient, DraftStatus.Withdrawn,
        ],
        [DraftStatus.FinalisationByFcs] =
        [
            DraftStatus.GatheringInformation, DraftStatus.FinalisationByAuthority, DraftStatus.RequestToDirectorate, DraftStatus.Expedient,
            DraftStatus.Inexpedient, DraftStatus.Withdrawn,
        ],
        [DraftStatus.FinalisationByAuthority] = [DraftStatus.UnderConsideration, DraftStatus.Withdrawn],
        [DraftStatus.RequestToDirectorate] = [DraftStatus.UnderConsideration, DraftStatus.Withdrawn],
        [DraftStatus.Expedient] = [DraftStatus.AwaitingApproval, DraftStatus.Inexpedient, DraftStatus.Withdrawn],
        [DraftStatus.AwaitingApproval] = [DraftStatus.Approved, DraftStatus.Expedient],
        [DraftStatus.Approved] = [DraftStatus.Adopted, DraftStatus.Expedient],
        [DraftStatus.Adopted] = [],
        [DraftStatus.Inexpedient] = [],
        [DraftStatus.Withdrawn] = [],
        [DraftStatus.Discarded] = [],
    }.ToFrozenDictionary();

    /// <summary>After time alone. What it did is one missed deadline, and the end of gathering information where that was it; or nothing.</summary>
    /// <param name="happened">The lines that time wrote.</param>
    public static void HoldAfterTime(Draft before, Draft after, IReadOnlyList<DraftEvent> happened, DateTimeOffset now)
    {
        var isMissed = before is { Deadline: { } deadline, DeadlineIsMissed: false } && deadline.DueAt <= now;
        var lapses = isMissed && before.Status == DraftStatus.GatheringInformation;
        Assert.Equal(
            (Type[])[.. isMissed ? [typeof(DeadlineMissed)] : Type.EmptyTypes, .. lapses ? [typeof(InformationTermLapsed)] : Type.EmptyTypes],
            happened.Select(each => each.GetType()));
        if (isMissed)
            Assert.Equal(new DeadlineMissed(before.Deadline!.Kind, before.Deadline.DueAt, now), happened[0]);

        Assert.Equal(lapses ? DraftStatus.UnderConsideration : before.Status, after.Status);
        Assert.Equal(lapses ? (DeadlineKind.Consideration, AuthorityCode.Fcs) : (before.Deadline?.Kind, before.Deadline?.Responsible), (after.Deadline?.Kind, after.Deadline?.Responsible));
        Assert.Equal(before.Overdue || isMissed, after.Overdue);
        Assert.True(after is { Deadline: null } or { DeadlineIsMissed: true } || after.Deadline.DueAt > now, "A deadline has passed and is not marked.");
        Assert.Equal((before.Version, before.Number), (after.Version, after.Number));
    }

    /// <summary>At the end: every deadline that was missed stands once.</summary>
    public static void HoldAtTheEnd(IEnumerable<DraftEvent> journal) =>
        Assert.All(journal.OfType<DeadlineMissed>().CountBy(missed => (missed.Kind, missed.DueAt)), missed => Assert.Equal(1, missed.Value));

    /// <summary>After a command. <paramref name="before"/> is the draft as time had left it.</summary>
    public static void HoldAfterCommand(Draft before, Draft after, DraftCommand command, Outcome<DraftReceipt> outcome)
    {
        if (outcome.IsRefused)
        {
            Assert.Equal(before.Line, after.Line);
            if (outcome.Refusal.Reason == RefusalReason.WrongStatus)
                Assert.Matches($"The draft is {before.Status}; (possible now: [a-z]|nothing more is possible)", outcome.Refusal.Detail.InEnglish());
        }
        else if (!outcome.Value.Repeated)
        {
            Assert.True(after.Line > before.Line);
            Assert.Equal((after.Line, after.Status, after.Version, after.Number), (outcome.Value.Line, outcome.Value.Status, outcome.Value.Version, outcome.Value.Number));
        }

        Assert.True(after.Status == before.Status || arrows[before.Status].Contains(after.Status), $"{before.Status} led to {after.Status}.");
        Assert.Equal(command is Resubmit && !outcome.IsRefused ? before.Version + 1 : before.Version, after.Version);
        Assert.True(before.Number is null || before.Number == after.Number);
        Assert.Equal(after.Status is DraftStatus.Drafting or DraftStatus.Discarded, after.Number is null);
        Assert.True(arrows[before.Status].Length > 0 || after.Line == before.Line, $"{before.Status} is an end.");
        Assert.Equal(Expected(before, after, command), (after.Deadline?.Kind, after.Deadline?.Responsible));
        Assert.Equal(after.Number is null ? 0 : after.Version, after.Versions.Length);
        Assert.Equal(after.Deadline == before.Deadline && before.Overdue, after.Overdue);
    }

    /// <summary>The deadline that the table of deadlines asks for.</summary>
    private static (DeadlineKind?, AuthorityCode?) Expected(Draft before, Draft after, DraftCommand command) => after.Status switch
    {
        DraftStatus.Drafting or DraftStatus.Discarded or DraftStatus.Withdrawn or DraftStatus.Inexpedient or DraftStatus.AwaitingApproval or
            DraftStatus.Adopted => (null, null),
        DraftStatus.UnderConsideration when before.Status == after.Status => (before.Deadline!.Kind, AuthorityCode.Fcs),
        DraftStatus.UnderConsideration => (command is AgreeOpinion ? DeadlineKind.DecisionAfterOpinion : DeadlineKind.Consideration, AuthorityCode.Fcs),
        DraftStatus.GatheringInformation => (DeadlineKind.GatheringInformation, AuthorityCode.Fcs),
        DraftStatus.FinalisationByFcs => (DeadlineKind.FinalisationByFcs, AuthorityCode.Fcs),
        DraftStatus.FinalisationByAuthority => (DeadlineKind.FinalisationByAuthority, Ceramics.Baltic),
        DraftStatus.RequestToDirectorate => (DeadlineKind.Opinion, Ceramics.NorthWest),
        DraftStatus.Expedient => after.Profile!.IsPrepared ? (null, null) : (DeadlineKind.ProfilePreparation, AuthorityCode.Fcs),
        DraftStatus.Approved => (after.Profile!.Report is null ? DeadlineKind.ReportOfApproval : DeadlineKind.ProfileNumber, AuthorityCode.Fcs),
    };
}
