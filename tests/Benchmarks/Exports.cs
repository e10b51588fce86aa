using System.Security.Cryptography;
using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks;

/// <summary>A store that moves from SQLite to PostgreSQL and back: how long each step takes, and that its three exports are the same bytes.</summary>
internal static class Exports
{
    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"exports {arguments}".TrimEnd();
        var drafts = arguments.Whole("drafts", 100_000, most: 10_000_000);
        var write = arguments.Has("write");
        arguments.NoOthers();
        var folder = Directory.CreateTempSubdirectory("rms-benchmark-").FullName;
        try
        {
            await using var postgres = await PostgresCluster.Start();
            await using var stock = await Stock.Make(null, "moved");
            await stock.Register(DateTimeOffset.UtcNow, drafts);
            var database = await postgres.CreateDatabase("moved");
            string[] onPostgres = ["--Storage:Postgres", database.AsProgram, "--Storage:PostgresOwner", database.AsOwner];
            string[] onSqlite = ["--data", Path.Combine(folder, "back")];
            string[] files = [.. new[] { "from-sqlite", "from-postgres", "and-back" }.Select(name => Path.Combine(folder, $"{name}.ndjson"))];

            var table = new Table("", "seconds", "drafts/s", "peak MiB");
            await Step("export from SQLite", "export", "--to", files[0], ["--data", stock.Folder]);
            await Step("import into PostgreSQL", "import", "--from", files[0], onPostgres);
            await Step("export from PostgreSQL", "export", "--to", files[1], onPostgres);
            await Step("import into SQLite", "import", "--from", files[1], onSqlite);
            await Step("export from that", "export", "--to", files[2], onSqlite);

            var hashes = Array.ConvertAll(files, Hash);
            if (hashes.Distinct().Count() > 1)
                throw new BenchmarkFailedException($"The exports differ: {string.Join(", ", hashes)}.");
            Report.Publish(
                "exports", command, write, "", table,
                $"""
                All three exports are the same {new FileInfo(files[0]).Length} bytes, by SHA-256 `{hashes[0][..16]}…`, with {File.ReadLines(files[0]).LongCount()} lines. An import looks through
                the new store in the end, as `verify` does; that is in its time.
                """);
            return 0;

            async Task Step(string name, string does, string option, string file, string[] store)
            {
                var run = await CommandRun.Of([does, option, file, .. store]);
                table.Add(name, Figures.Number(run.Took.TotalSeconds, 1), Figures.Number(drafts / run.Took.TotalSeconds), Figures.Mebibytes(run.Peak));
                Console.Error.WriteLine($"{name}: {run.Took.TotalSeconds:F1} s");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
