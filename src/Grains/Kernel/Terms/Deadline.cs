namespace RmsOrleans.Grains.Kernel.Terms;

/// <summary>The deadline that runs for a draft, as it was counted by one revision of the calendar.</summary>
[GenerateSerializer, Alias("deadline"), Immutable]
public sealed record Deadline(
    [property: Id(0)] DeadlineKind Kind,
    [property: Id(1)] AuthorityCode Responsible,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] DateTimeOffset DueAt,
    [property: Id(4)] DateOnly LastDay,
    [property: Id(5)] Term Term,
    [property: Id(6)] long CalendarRevision,
    [property: Id(7)] bool Provisional)
{
    /// <summary>The instant of <see cref="DueAt"/> is already too late.</summary>
    public bool HasPassed(DateTimeOffset now) => now >= DueAt;

    internal static Deadline From(DeadlineKind kind, AuthorityCode responsible, DeadlineExplanation counted) => new(
        kind, responsible, counted.StartedAt, counted.DueAt, counted.LastDay, counted.Term, counted.CalendarRevision, counted.Provisional);
}
