namespace RmsOrleans.Tests;

/// <summary>A test on PostgreSQL: skipped where there is none, except in CI, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = WhyNot;

    public static string? WhyNot { get; } =
        PostgresCluster.IsAvailable || IsCi ? null : "No PostgreSQL: install its programs, or name a cluster in RMS_TEST_POSTGRES.";

    public static bool IsCi => Environment.GetEnvironmentVariable("CI") == "true";
}

/// <summary>The same with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresFactAttribute.WhyNot;
}
