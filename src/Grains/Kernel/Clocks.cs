namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// The clock of rules and numbers is a keyed service, so that a test turns it without touching the one that an Orleans silo lives by.
/// </summary>
public static class Clocks
{
    public const string Domain = "RmsOrleans.Clock";
}
