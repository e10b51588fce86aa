namespace RmsOrleans.Tests;

/// <summary>A test on PostgreSQL: skipped where there is none, except in CI, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!PostgresCluster.IsAvailable && !IsCi)
            Skip = "No PostgreSQL: install its programs, or name a cluster in RMS_TEST_POSTGRES.";
    }

    public static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";
}
