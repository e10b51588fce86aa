using System.CommandLine;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>verify</c>: looks through a whole store, also while the program works on it.</summary>
internal static class VerifyCommand
{
    private const string Description = """
        Look through the whole store: every number and revision, both hash chains, each journal against the read model, rows that nothing
        accounts for. It works while the program runs. Exit code 0: whole; 1: not whole, with a line for each fault; 2: it could
        not be looked through; 3: there is no store.
        """;

    public static Command Create() => new StoreOptions().OnStore(
        new Command("verify", Description), "Not verified", (store, _, cancellation) => Run(store, cancellation));

    private static async Task<int> Run(CommandStore store, CancellationToken cancellation)
    {
        var (verification, findings) = await ProgressBars.Show(async progress =>
        {
            var verification = new StoreVerification(store.Database, progress, store.Segments);
            var findings = 0L;
            await foreach (var finding in verification.Run(cancellation))
            {
                Console.WriteLine(finding);
                findings++;
            }
            return (verification, findings);
        });
        Console.WriteLine($"{(findings == 0 ? "Whole" : $"Not whole, {findings} faults")}: {verification.Summary}.");
        return findings == 0 ? 0 : 1;
    }
}
