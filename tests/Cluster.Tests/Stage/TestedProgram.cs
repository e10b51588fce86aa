using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// The program that is tried: the one these tests were built with, or the <c>RmsOrleans.Silo.dll</c> that RMS_TEST_SILO names, on
/// whichever engine it was built.
/// </summary>
internal static class TestedProgram
{
    public static readonly string Path = Environment.GetEnvironmentVariable("RMS_TEST_SILO") is { Length: > 0 } given
        ? System.IO.Path.GetFullPath(given)
        : typeof(Program).Assembly.Location;

    public static bool IsOnOrleans { get; } = File.Exists(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "Orleans.Runtime.dll"));

    /// <summary>Settings that a node keeps when it is started again, so that it is known as the one it was.</summary>
    public static string[] OwnPorts() =>
        IsOnOrleans ? ["--Orleans:SiloPort", $"{PostgresCluster.FreePort()}", "--Orleans:GatewayPort", $"{PostgresCluster.FreePort()}"] : [];
}

/// <summary>A test of the program on SQLite: skipped for one on the Orleans engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    internal const string Why = "The Orleans engine needs PostgreSQL.";

    public SqliteFactAttribute() => Skip = TestedProgram.IsOnOrleans ? Why : null;
}

/// <inheritdoc cref="SqliteFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = TestedProgram.IsOnOrleans ? SqliteFactAttribute.Why : null;
}
