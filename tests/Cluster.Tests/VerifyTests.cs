using Microsoft.Data.Sqlite;
using Npgsql;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class VerifyTests(PostgresCluster cluster)
{
    private static readonly AuthorityCode baltic = new("10216000");

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("verify")]
    [InlineData("backup", "--to", "{0}/copy")]
    [InlineData("export", "--to", "{0}/copy")]
    [InlineData("rotate-key")]
    [InlineData("token", "--authority", "10216000", "--role", "author", "--name", "A. B.")]
    public async Task A_place_that_is_not_there_has_an_exit_code_of_its_own_and_is_not_made(params string[] command)
    {
        using var site = Site.OnSqlite;
        var misspelt = Path.Combine(site.Folder, "misspelt");
        var line = command.Select(word => word.Replace("{0}", site.Folder, StringComparison.Ordinal)).Append("--data").Append(misspelt).ToArray();

        var run = await CommandRun.Of(line);

        Assert.True(run is { ExitCode: 3, Output: "" } && run.Error.Contains(misspelt, StringComparison.Ordinal), run.ToString());
        Assert.Empty(Directory.GetFileSystemEntries(site.Folder));
        var allowed = await CommandRun.Of([.. line, "--allow-empty"]);
        Assert.True(allowed.ExitCode == 0, allowed.ToString());
        Assert.Equal(command[0] == "token", Directory.Exists(misspelt));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_empty_file_is_no_store()
    {
        using var site = Site.OnSqlite;
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "rms.db"), "");

        var run = await site.Verify();

        Assert.True(run is { ExitCode: 3, Output: "" }, run.ToString());
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task An_empty_database_and_one_that_is_not_there_have_no_store()
    {
        var database = await cluster.CreateDatabase();
        var misspelt = new NpgsqlConnectionStringBuilder(database.Program) { Database = "misspelt" }.ToString();

        foreach (var place in (string[])[database.Program, misspelt])
        {
            var run = await CommandRun.Of("verify", "--Storage:Postgres", place);
            Assert.True(run is { ExitCode: 3, Output: "" }, run.ToString());
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task It_works_on_SQLite_while_the_program_works()
    {
        using var site = Site.OnSqlite;
        await IsWholeWhileTheProgramWorks(site, "--data", site.Folder);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task It_works_on_PostgreSQL_while_the_program_works()
    {
        var database = await cluster.CreateDatabase();
        using var site = new Site("--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner);
        await IsWholeWhileTheProgramWorks(site, "--Storage:Postgres", database.Program);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Of_a_stopped_store_it_leaves_no_log_behind()
    {
        using var site = Site.OnSqlite;
        await using (var program = await site.Start())
            await program.Stop();
        string[] before = [.. Directory.GetFiles(site.Folder).Order(StringComparer.Ordinal)];

        foreach (var command in (string[][])[["verify"], ["backup", "--to", Path.Combine(Path.GetTempPath(), $"rms-{Guid.NewGuid()}.backup")]])
        {
            var run = await CommandRun.Of([.. command, "--data", site.Folder]);
            Assert.True(run.ExitCode == 0, run.ToString());
            if (command is [_, _, var file])
                File.Delete(file);
            Assert.Equal(before, Directory.GetFiles(site.Folder).Order(StringComparer.Ordinal));
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_store_that_is_not_whole_gives_exit_code_1_and_a_line_for_each_fault()
    {
        using var site = Site.OnSqlite;
        await using (var program = await site.Start())
        {
            using var http = program.Client(baltic, Role.Coordinator);
            await new Office(baltic.Value).SubmitUntilAnswered(http, "one");
            await program.Stop();
        }
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "rms.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var forgery = connection.CreateCommand();
            forgery.CommandText = "update drafts set version = 2; delete from sequences";
            await forgery.ExecuteNonQueryAsync();
        }

        var run = await CommandRun.Of("verify", "--data", site.Folder);

        Assert.True(run.ExitCode == 1, run.ToString());
        Assert.Contains("column version is 2, and by the journal 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("registrations, sequence 00-10216: such rows are of a sequence that is not there", run.Output, StringComparison.Ordinal);
        Assert.Contains("Not whole, 2 faults: 1 drafts", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Draft of one", run.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_store_that_cannot_be_looked_through_gives_exit_code_2()
    {
        var away = await CommandRun.Of("verify", "--Storage:Postgres", "Host=127.0.0.1;Port=1;Database=rms;Username=rms");
        Assert.True(away is { ExitCode: 2, Output: "" }, away.ToString());
        Assert.StartsWith("Not verified: ", away.Error, StringComparison.Ordinal);

        var misspelt = await CommandRun.Of("verify", "--dta", "x");
        Assert.True(misspelt.ExitCode == 2, misspelt.ToString());
    }

    private static async Task IsWholeWhileTheProgramWorks(Site site, params string[] store)
    {
        var office = new Office(baltic.Value);
        await using var program = await site.Start();
        using var http = program.Client(baltic, Role.Coordinator);
        using var stop = new CancellationTokenSource();
        var clients = office.Submit(http, 2, stop.Token);
        await office.HasAcknowledged(100, clients);

        var run = await CommandRun.Of(["verify", .. store]);

        await stop.CancelAsync();
        await clients;
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.StartsWith("Whole: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Journals: 100 %", run.Error, StringComparison.Ordinal);
    }
}
