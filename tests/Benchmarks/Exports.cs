using System.Diagnostics;
using System.Security.Cryptography;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

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
            await using var postgres = await PostgresCluster.StartDurable();
            await using var stock = await Stock.Make(null);
            await stock.Register(DateTimeOffset.UtcNow, drafts);
            var database = await postgres.CreateDatabase();
            string[] onPostgres = ["--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner];
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
                var (watch, peak) = (Stopwatch.StartNew(), 0L);
                var run = await CommandRun.Of(new ProcessStartInfo("dotnet", [OurProgram.Assembly, does, option, file, .. store]), Look);
                if (run.ExitCode != 0)
                    throw new BenchmarkFailedException($"{does}: {run}");
                table.Add(name, Figures.Number(watch.Elapsed.TotalSeconds, 1), Figures.Number(drafts / watch.Elapsed.TotalSeconds), Figures.Mebibytes(peak));
                Console.Error.WriteLine($"{name}: {watch.Elapsed.TotalSeconds:F1} s");

                // Of a process that has ended nobody tells the largest working set.
                async Task Look(Process process)
                {
                    for (; !process.HasExited; await Task.Delay(50))
                    {
                        process.Refresh();
                        peak = Math.Max(peak, process.PeakWorkingSet64);
                    }
                }
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
