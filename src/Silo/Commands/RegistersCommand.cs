using System.CommandLine;
using RmsOrleans.Api.Registers;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>registers check</c>: looks a file of a register through, without a store and without a program that runs.</summary>
internal static class RegistersCommand
{
    private const string Description = """
        Look a file of a register through. Every fault is a line: its place in the file as a JSON pointer, and what is wrong there. Exit code 0: it
        can be used; 1: it has faults; 2: it could not be read.
        """;

    public static Command Create() => new("registers", "Work with files of registers.") { Check() };

    private static Command Check()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file of the register." };
        var language = new Option<string>("--language") { Description = "The language of the faults.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "ru");

        var command = new Command("check", Description) { file, language };
        command.SetAction(parsed => Check(parsed.GetValue(file)!, parsed.GetValue(language) == "ru" ? Language.Ru : Language.En));
        return command;
    }

    private static int Check(FileInfo file, Language language)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Not checked: {failure.Message}");
            return 2;
        }

        var (kind, errors) = KindFiles.Read(text);
        foreach (var error in errors)
            Console.Error.WriteLine($"{(error.Pointer.Length == 0 ? "/" : error.Pointer)}: {error.Message.In(language)}");
        if (!errors.IsEmpty)
            return 1;

        Console.WriteLine($"{kind!.Code}, in force from {DayText.Of(kind.From)}: {kind.Fields.Length} fields, {kind.States.Length} states, {kind.Transitions.Length} steps, {kind.Terms.Length} terms.");
        return 0;
    }
}
