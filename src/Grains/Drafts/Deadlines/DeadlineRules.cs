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
        if (deadline.CalendarRevision < reference.Calendar.Revision && reference.Recount(deadline) is var counted && counted.DueAt != deadline.DueAt)
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
