using Microsoft.Data.Sqlite;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class VerifyTests(PostgresCluster cluster)
{
    private static readonly AuthorityCode baltic = new("10216000");

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_store_that_was_not_made_is_whole()
    {
        using var site = Site.OnSqlite;

        var run = await CommandRun.Of("verify", "--data", site.Folder);

        Assert.True((0, "Whole: the store has not been made yet.\n") == (run.ExitCode, run.Output), run.ToString());
        Assert.Empty(Directory.GetFiles(site.Folder));
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task An_empty_database_is_whole()
    {
        var database = await cluster.CreateDatabase();

        var run = await CommandRun.Of("verify", "--Storage:Postgres", database.Program);

        Assert.True(run.ExitCode == 0, run.ToString());
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
