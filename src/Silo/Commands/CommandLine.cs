using System.CommandLine;
using System.CommandLine.Parsing;
using RmsOrleans.Silo.Settings;

namespace RmsOrleans.Silo.Commands;

/// <summary>The commands of the program beside serving, each with <c>--help</c>.</summary>
internal static class CommandLine
{
    private static readonly Command[] commands =
    [
        TokenCommand.Create(), RotateKeyCommand.Create(), MigrateCommand.Create(), VerifyCommand.Create(), BackupCommand.Create(), RestoreCommand.Create(), ExportCommand.Create(), ImportCommand.Create(), DeclarationsCommand.Create(), DeclarationsCommand.CreatePrices(), RegistersCommand.Create(),
    ];

    /// <summary>Anything else starts the program, with its arguments as settings.</summary>
    public static bool IsCommand(string[] args) =>
        args is [var first, ..] && (first is "-h" or "-?" or "--help" or "--version" || commands.Any(command => command.Name == first));

    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand(
            $"RmsOrleans: draft risk profiles, numbered without a gap. Without a command it serves on {ProgramSettings.DefaultUrl}; " +
            "any setting can be given, such as --data FOLDER, --urls URL or --Storage:Postgres CONNECTION.");
        foreach (var command in commands)
            root.Add(command);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return parsed.InvokeAsync();

        foreach (var error in parsed.Errors)
            Console.Error.WriteLine(InWords(error));
        Console.Error.WriteLine($"See: {parsed.CommandResult.Command.Name} --help");
        return Task.FromResult(2);
    }

    /// <summary>Not every stock message says which option it is about.</summary>
    private static string InWords(ParseError error) =>
        error.SymbolResult is OptionResult { Option.Name: var name } && !error.Message.Contains(name, StringComparison.Ordinal)
            ? $"{name}: {error.Message}"
            : error.Message;
}
