using System.Diagnostics;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A command of the program, run to its end as an operator runs it.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(5);

    public static async Task<CommandRun> Of(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [TestedProgram.Path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(longest);
        return new CommandRun(process.ExitCode, await output, await error);
    }

    public override string ToString() => $"Exit code {ExitCode}.\n{Output}\n{Error}";
}
