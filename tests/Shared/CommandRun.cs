using System.Diagnostics;

namespace RmsOrleans.Tests;

/// <summary>A command that has run to its end, as an operator runs it, and what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The program of this build, which lies beside the tests.</summary>
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "RmsOrleans.Silo.dll");

    private static readonly TimeSpan longest = TimeSpan.FromMinutes(4);

    /// <summary>A command of the program.</summary>
    public static Task<CommandRun> Of(params string[] arguments) => Of(new ProcessStartInfo("dotnet", [Program, .. arguments]));

    /// <param name="meanwhile">Looks at the process while it runs.</param>
    /// <param name="limit">After which it is ended; four minutes if left out.</param>
    public static async Task<CommandRun> Of(ProcessStartInfo start, Func<Process, Task>? meanwhile = null, TimeSpan? limit = null)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await (meanwhile?.Invoke(process) ?? Task.CompletedTask);
            await process.WaitForExitAsync().WaitAsync(limit ?? longest);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new CommandRun(process.ExitCode, await output, await error);
    }

    public override string ToString() => $"Exit code {ExitCode}.\n{Output}\n{Error}";
}
