using System.Diagnostics;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>A command of the program, run to its end as an operator runs it.</summary>
/// <param name="Took">From the start of its process to its end.</param>
/// <param name="Peak">The largest working set that was seen, in bytes; it is looked at every 50 ms.</param>
internal sealed record CommandRun(TimeSpan Took, long Peak)
{
    /// <summary>Fails with what it said if its exit code is not 0.</summary>
    public static async Task<CommandRun> Of(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [OurProgram.Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        Task<string>[] said = [process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()];
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50)))
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
        }
        var took = watch.Elapsed;
        var text = string.Join('\n', await Task.WhenAll(said));
        return process.ExitCode == 0 ? new CommandRun(took, peak) : throw new BenchmarkFailedException($"{arguments[0]} ended with {process.ExitCode}:\n{text}");
    }
}
