namespace RmsOrleans.Grains.Drafts;

/// <summary>The deadline passed. It stands once for each deadline that passes.</summary>
/// <param name="SeenAt">When the program saw it, which may be later than it was due.</param>
internal sealed record DeadlineMissed(DeadlineKind Kind, DateTimeOffset DueAt, DateTimeOffset SeenAt) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { DeadlineIsMissed = true, Overdue = true };
}

/// <summary>Another calendar moved the open deadline.</summary>
/// <param name="DueBefore">When it was due by the calendar before.</param>
internal sealed record DeadlineMoved(DateTimeOffset DueBefore, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Deadline = Deadline };
}
