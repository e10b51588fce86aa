namespace RmsOrleans.Grains.Registers.Duty;

/// <summary>The registers of the duty service, and what of their files the board and the summary go by. An operator's later edition keeps all of it but for states that nothing stands in.</summary>
public static class DutyRegisters
{
    public const string Incident = "incident";
    public const string Shift = "shift";
    public const string Summary = "duty-summary";

    internal const string HandedOver = "handed-over";
    internal const string ClosedWithout = "closed-without";

    /// <summary>What a summary sums up.</summary>
    public static ImmutableArray<string> Watched { get; } = [Incident, Shift];
}
