using System.CommandLine;

namespace RmsOrleans.Silo.Commands;

/// <summary><c>migrate</c>: what the program does to the schema at its start, by itself.</summary>
internal static class MigrateCommand
{
    private const string Description = """
        Make the store if there is none, and apply the scripts that its schema lacks, each in a transaction. The program does that at each
        start; by itself it can be done with the rights of the role that owns the tables, which the program then need not be given. On
        SQLite no program may run there meanwhile. Exit code 0: the schema is that of this program; 2: not done.
        """;

    public static Command Create() => new StoreOptions().On(
        new Command("migrate", Description),
        "Not migrated",
        async (store, _, cancellation) =>
        {
            var applied = await store.Database.Start(cancellation);
            Console.WriteLine(applied.Count == 0 ? "The schema is that of this program already." : $"Applied: {string.Join(", ", applied)}.");
            return 0;
        });
}
