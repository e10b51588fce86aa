namespace RmsOrleans.Grains.Deadlines;

/// <summary>The deadline that runs for a draft, as it was counted by one revision of the calendar.</summary>
public sealed record Deadline(
    DeadlineKind Kind,
    string Responsible,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    DateOnly LastDay,
    Term Term,
    long CalendarRevision,
    bool Provisional)
{
    /// <summary>The instant of <see cref="DueAt"/> is already too late.</summary>
    public bool HasPassed(DateTimeOffset now) => now >= DueAt;

    internal static Deadline From(DeadlineKind kind, string responsible, DeadlineExplanation counted) => new(
        kind, responsible, counted.StartedAt, counted.DueAt, counted.LastDay, counted.Term, counted.CalendarRevision, counted.Provisional);
}
