namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// The clock of rules and numbers is a keyed service, so that a test turns it without touching the one that an Orleans silo lives by.
/// </summary>
public static class Clocks
{
    public const string Domain = "RmsOrleans.Clock";
}

/// <summary>Times are stored and hashed in milliseconds, and never run backwards along a journal or a sequence.</summary>
internal static class Moments
{
    /// <summary>The later of the two, cut to milliseconds.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset now, DateTimeOffset? last) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(now.ToUnixTimeMilliseconds(), last?.ToUnixTimeMilliseconds() ?? long.MinValue));
}
