namespace RmsOrleans.Silo.Telemetry;

/// <summary>How old something is.</summary>
internal static class Age
{
    /// <summary>In seconds; 0 where there is nothing, or where its clock is ahead.</summary>
    public static double Of(DateTimeOffset? since, TimeProvider clock) => since is { } time ? Math.Max(0, (clock.GetUtcNow() - time).TotalSeconds) : 0;
}
