using System.Collections.Immutable;
using System.CommandLine;
using RmsOrleans.Api.Registers;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>registers check</c> looks a file of a register through, without a store and without a program that runs; <c>registers load</c> takes it into a store.</summary>
internal static class RegistersCommand
{
    private const string Description = """
        Look a file of a register through. Every fault is a line: its place in the file as a JSON pointer, and what is wrong there. Exit code 0: it
        can be used; 1: it has faults; 2: it could not be read.
        """;

    private const string LoadDescription = """
        Take a file of a register into a store: a new register, or the next edition of one. On SQLite no program may run on the store meanwhile; a
        running one takes it by PUT /api/v1/registers/{code}. The same file again changes nothing. Exit code 0: it is there; 1: it has faults, each a line;
        2: not done; 3: there is no store.
        """;

    public static Command Create() => new("registers", "Work with files of registers.") { Check(), Load() };

    private static Command Load()
    {
        var file = File();
        var language = InLanguage();
        return new StoreOptions().OnStore(
            new Command("load", LoadDescription) { file, language },
            "Not loaded",
            async (store, parsed, cancellation) =>
            {
                var (kind, errors) = KindFiles.Read(await System.IO.File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation));
                if (errors.IsEmpty)
                {
                    await store.Database.Start(cancellation);
                    var outcome = await store.KindLoads.Load(kind!, new("registers load", Environment.UserName, AuthorityCode.Fcs, null, [Role.Operator]), seenRevision: null);
                    if (!outcome.IsRefused)
                    {
                        Console.WriteLine($"{kind!.Code}, in force from {DayText.Of(kind.From)}: {(outcome.Value.IsNone ? "it is there already" : $"loaded as revision {outcome.Value.Revision} of the registers")}.");
                        return 0;
                    }
                    errors = outcome.Refusal.Errors;
                    if (errors.IsEmpty)
                        throw new StorageUnavailableException(outcome.Refusal.Detail.En);
                }
                Tell(errors, parsed.GetValue(language)!);
                return 1;
            });
    }

    private static Command Check()
    {
        var file = File();
        var language = InLanguage();

        var command = new Command("check", Description) { file, language };
        command.SetAction(parsed => Check(parsed.GetValue(file)!, parsed.GetValue(language)!));
        return command;
    }

    private static Argument<FileInfo> File() => new("file") { Description = "The file of the register." };

    private static Option<string> InLanguage() =>
        new Option<string>("--language") { Description = "The language of the faults.", DefaultValueFactory = _ => "en" }.AcceptOnlyFromAmong("en", "ru");

    private static void Tell(ImmutableArray<ValidationError> errors, string language)
    {
        foreach (var error in errors)
            Console.Error.WriteLine($"{(error.Pointer.Length == 0 ? "/" : error.Pointer)}: {error.Message.In(language == "ru" ? Language.Ru : Language.En)}");
    }

    private static int Check(FileInfo file, string language)
    {
        byte[] text;
        try
        {
            text = System.IO.File.ReadAllBytes(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Not checked: {failure.Message}");
            return 2;
        }

        var (kind, errors) = KindFiles.ReadAlone(text);
        Tell(errors, language);
        if (!errors.IsEmpty)
            return 1;

        Console.WriteLine($"{kind!.Code}, in force from {DayText.Of(kind.From)}: {kind.Fields.Length} fields, {kind.States.Length} states, {kind.Transitions.Length} steps, {kind.Terms.Length} terms.");
        return 0;
    }
}
