using System.CommandLine;

namespace RmsOrleans.Silo.Commands;

/// <summary>A command that finds nothing where it was sent: misspelt, that would look like a store without a fault, or a backup.</summary>
internal static class NothingThere
{
    public const int ExitCode = 3;

    public static Option<bool> Option() => new("--allow-empty")
    {
        Description = "That nothing is there yet is well, and gives exit code 0; without it the exit code is 3.",
    };

    /// <returns>The exit code.</returns>
    public static int Tell(string failing, NothingThereException nothing, bool isAllowed)
    {
        (isAllowed ? Console.Out : Console.Error).WriteLine($"{failing}: {nothing.Message}");
        return isAllowed ? 0 : ExitCode;
    }
}
