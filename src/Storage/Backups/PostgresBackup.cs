using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Backups;

/// <summary>
/// By <c>pg_dump</c>, <c>pg_restore</c> and <c>psql</c>, as the role that owns the tables. A restore is one transaction; in it the positions
/// that feeds follow are made those of the new cluster.
/// </summary>
internal sealed class PostgresBackup(IDatabase database, IOptions<StorageSettings> settings) : IStoreBackup
{
    private const string CountTables = "select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace";

    private readonly NpgsqlConnectionStringBuilder owner = new(settings.Value.PostgresOwner ?? settings.Value.Postgres);

    /// <summary>What the dump holds is looked through in the store itself.</summary>
    public async Task<StoreReport> Backup(string to, IProgressDisplay progress, CancellationToken cancellation)
    {
        using var part = new PartFile($"{to}.part");
        await using (var connection = await database.Open(cancellation))
        {
            await StoreDialect.MustBeMade(connection);
            await SchemaUpgrade.CheckIsUpToDate(connection, SchemaScript.Embedded("postgres"));
            var shown = progress.Begin("Tables", await connection.ExecuteScalarAsync<long>(CountTables));
            await Run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--verbose", $"--file={part.Path}"], "dumping contents of table", shown, cancellation);
        }
        await CountTablesOf(part.Path, cancellation); // it can be read
        part.Becomes(to);
        return await StoreReport.Of(database, progress, cancellation);
    }

    public async Task<StoreReport> Restore(string from, IProgressDisplay progress, CancellationToken cancellation)
    {
        await using (var connection = await database.Open(cancellation))
        {
            if (await connection.ExecuteScalarAsync<long>(CountTables) > 0)
                throw new StartRefusedException("the database is not empty. Restore into a new one (createdb), owned by the role that is to own the tables.");
        }

        await new PostgresPrograms(owner).Run(
            "psql",
            ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse", "--output=/dev/null", "--file=-"], // terse: its last words are the error, not the row
            _ => { },
            psql => Feed(psql, from, progress, cancellation),
            cancellation);
        await database.Start(cancellation);
        return await StoreReport.Of(database, progress, cancellation);
    }

    /// <summary>Without the last line, whatever the reason, nothing is committed.</summary>
    private async Task Feed(Process psql, string from, IProgressDisplay progress, CancellationToken cancellation)
    {
        await Write(psql, "begin;\n");
        await FeedSection(psql, from, "pre-data", null, cancellation);
        await FeedSection(psql, from, "data", progress.Begin("Tables", await CountTablesOf(from, cancellation)), cancellation);
        await Write(psql, SchemaScript.Read("Schema/restored-positions.postgres.sql"));
        await FeedSection(psql, from, "post-data", progress.Begin("Indexes and fences", 0), cancellation);
        await Write(psql, "commit;\n");
        psql.StandardInput.Close();
    }

    private Task FeedSection(Process psql, string from, string section, IProgress<long>? shown, CancellationToken cancellation) => Run(
        "pg_restore", [$"--section={section}", "--no-owner", "--no-privileges", "--verbose", "--file=-", from], "processing data for table", shown, cancellation,
        script => script.StandardOutput.BaseStream.CopyToAsync(psql.StandardInput.BaseStream, cancellation));

    private async Task<long> CountTablesOf(string from, CancellationToken cancellation)
    {
        var list = "";
        await Run("pg_restore", ["--list", from], "TABLE DATA", null, cancellation, async program => list = await program.StandardOutput.ReadToEndAsync(cancellation));
        return list.Split('\n').Count(line => line.Contains(" TABLE DATA ", StringComparison.Ordinal));
    }

    /// <param name="step">What the program says at each step.</param>
    private Task Run(
        string program, string[] arguments, string step, IProgress<long>? shown, CancellationToken cancellation, Func<Process, Task>? work = null) =>
        new PostgresPrograms(owner).Run(
            program,
            arguments,
            line =>
            {
                if (line.Contains(step, StringComparison.Ordinal))
                    shown?.Report(1);
            },
            work ?? (_ => Task.CompletedTask),
            cancellation);

    private static async Task Write(Process psql, string text)
    {
        await psql.StandardInput.WriteAsync(text);
        await psql.StandardInput.FlushAsync();
    }
}
