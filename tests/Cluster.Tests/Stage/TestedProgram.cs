using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>The program that is tried: the one these tests were built with.</summary>
internal static class TestedProgram
{
    public static readonly string Path = typeof(Program).Assembly.Location;

    /// <summary>A node keeps its port when it is started again, so that it is known as the one it was.</summary>
    public static string[] OwnPorts() => ["--Orleans:SiloPort", $"{LoopbackPort.Reserve()}"];
}
