using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What time and calendar do to a draft by themselves. To look twice, late or for nothing does no harm.</summary>
internal static class DeadlineRules
{
    /// <returns>What is to be recorded; nothing if the deadline stands as it did, or is marked as missed.</returns>
    public static ImmutableArray<DraftEvent> Check(Draft draft, DateTimeOffset now, ReferenceSnapshot reference)
    {
        if (draft is not { Deadline: { } deadline, DeadlineIsMissed: false })
            return [];

        var happened = ImmutableArray.CreateBuilder<DraftEvent>();
        if (reference.KnowsMoreThan(deadline) && reference.Recount(deadline) is var counted && counted.DueAt != deadline.DueAt)
        {
            happened.Add(new DeadlineMoved(deadline.DueAt, counted));
            deadline = counted;
        }
        if (deadline.HasPassed(now))
        {
            happened.Add(new DeadlineMissed(deadline.Kind, deadline.DueAt, now));
            if (draft.Status == DraftStatus.GatheringInformation)
                happened.Add(GatheringInformation.Lapse(now, reference));
        }
        return happened.ToImmutable();
    }
}

/// <summary>The deadline passed. It stands once for each deadline that passes.</summary>
/// <param name="SeenAt">When the program saw it, which may be later than it was due.</param>
internal sealed record DeadlineMissed(DeadlineKind Kind, DateTimeOffset DueAt, DateTimeOffset SeenAt) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { DeadlineIsMissed = true, Overdue = true };
}

/// <summary>Another calendar, or another zone of its authority, moved the open deadline.</summary>
/// <param name="DueBefore">When it was due before.</param>
internal sealed record DeadlineMoved(DateTimeOffset DueBefore, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Deadline = Deadline };
}
