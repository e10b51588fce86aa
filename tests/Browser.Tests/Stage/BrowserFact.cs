using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>A test in a real browser: skipped where there is none, except in CI, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = WhyNot;

    public static string? WhyNot { get; } = Chromium.Program is not null || PostgresFactAttribute.IsCi ? null : Chromium.Missing;
}

/// <summary>The same with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserFactAttribute.WhyNot;
}
