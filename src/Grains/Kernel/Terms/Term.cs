namespace RmsOrleans.Grains.Kernel.Terms;

public enum TermUnit
{
    WorkingDays,
    CalendarDays,

    /// <summary>Hours by the clock, day and night.</summary>
    Hours,
}

/// <summary>How long a deadline runs.</summary>
[GenerateSerializer, Alias("term"), Immutable]
public sealed record Term([property: Id(0)] int Amount, [property: Id(1)] TermUnit Unit)
{
    public const int Longest = 2_500;

    internal bool IsInRange => Amount is >= 1 and <= Longest && Enum.IsDefined(Unit);
}
