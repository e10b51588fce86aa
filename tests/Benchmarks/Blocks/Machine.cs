using System.Runtime.InteropServices;
using System.Text.Json;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>What a result was measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores of {Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    /// <summary>How many processes have wanted a processor in the last minute, on average; others run on this machine too. Not a number where the system does not tell it.</summary>
    public static double Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>The garbage collector that a program asks for, as its runtimeconfig has it.</summary>
    public static string CollectorOf(string program)
    {
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(program, ".runtimeconfig.json")));
        var properties = config.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        var server = properties.TryGetProperty("System.GC.Server", out var value) && value.GetBoolean();
        var concurrent = !properties.TryGetProperty("System.GC.Concurrent", out value) || value.GetBoolean();
        var adapts = server && (!properties.TryGetProperty("System.GC.DynamicAdaptationMode", out value) || value.GetInt32() != 0);
        return $"{(server ? "server" : "workstation")}, {(concurrent ? "concurrent" : "not concurrent")}{(adapts ? ", adapting to its load" : "")}";
    }

    private static string Processor()
    {
        const string facts = "/proc/cpuinfo";
        var line = File.Exists(facts) ? File.ReadLines(facts).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
