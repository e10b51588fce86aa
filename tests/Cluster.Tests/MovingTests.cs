using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>Stores that are backed up, restored and moved by the commands, with the program before, meanwhile and afterwards.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MovingTests(PostgresCluster cluster) : IDisposable
{
    private static readonly AuthorityCode baltic = new("10216000");

    private readonly Office office = new(baltic.Value);
    private readonly string folder = Directory.CreateTempSubdirectory("rms-moving-").FullName;

    private string File => Path.Combine(folder, "store");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_backup_on_SQLite_is_made_beside_the_program_and_the_restored_store_goes_on()
    {
        using var site = Site.OnSqlite;
        await BackUpUnderLoad(site, "--data", site.Folder);
        using var other = Site.OnSqlite;

        await Succeeds("restore", "--from", File, "--data", other.Folder);

        await GoesOn(other);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_backup_on_PostgreSQL_is_made_beside_the_programs_and_the_restored_store_goes_on()
    {
        var (database, empty) = (await cluster.CreateDatabase(), await cluster.CreateDatabase());
        using var site = OnDatabase(database);
        await BackUpUnderLoad(site, Store(database));
        using var other = OnDatabase(empty);

        await Succeeds(["restore", "--from", File, .. Store(empty)]);

        await GoesOn(other);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_store_moves_from_SQLite_to_PostgreSQL_and_back_and_goes_on()
    {
        using var site = Site.OnSqlite;
        await using (var program = await site.Start())
        {
            await Submit(program, "one", "two", "three");
            await Succeeds("export", "--to", File, "--secrets", $"{File}.secrets", "--data", site.Folder);
            await program.Stop();
        }
        var database = await cluster.CreateDatabase();
        await Succeeds(["import", "--from", File, "--secrets", $"{File}.secrets", .. Store(database)]);
        await Succeeds(["export", "--to", $"{File}-2", .. Store(database)]);
        using var back = Site.OnSqlite;
        await Succeeds("import", "--from", $"{File}-2", "--data", back.Folder);
        Assert.Equal(await System.IO.File.ReadAllBytesAsync(File), await System.IO.File.ReadAllBytesAsync($"{File}-2"));

        using var moved = OnDatabase(database);
        await using (var program = await moved.Start())
        {
            await Submit(program, "one", "four");
            await Register.IsWhole(program, baltic, office);
        }
        await using (var program = await back.Start())
        {
            await Submit(program, "one", "four");
            await Register.IsWhole(program, baltic, office);
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_cannot_be_done_is_told_in_one_line_with_exit_code_2()
    {
        using var site = Site.OnSqlite;
        await using var program = await site.Start();
        await System.IO.File.WriteAllTextAsync(File, "nothing of ours\n");

        string[][] commands =
        [
            ["backup", "--to", File, "--data", site.Folder],
            ["restore", "--from", $"{File}-3", "--data", folder],
            ["restore", "--from", File, "--data", site.Folder],
            ["restore", "--from", File, "--data", folder],
            ["import", "--from", File, "--data", site.Folder],
            ["import", "--from", File, "--data", folder],
            ["backup", "--to", $"{File}-2", "--data", ""],
            ["backup", "--to", "", "--data", site.Folder],
            ["backup", "--to", folder, "--data", site.Folder],
            ["backup", "--to", Path.Combine(folder, "none", "store"), "--data", site.Folder],
            ["restore", "--from", File, "--data", File],
            ["export", "--to", $"{File}-2", "--secrets", $"{File}-2", "--data", site.Folder],
            ["import", "--from", File, "--secrets", $"{File}-3", "--data", folder],
        ];
        foreach (var command in commands)
        {
            var run = await CommandRun.Of(command);
            Assert.True(run is { ExitCode: 2, Output: "" }, $"{string.Join(' ', command)}: {run}");
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            Assert.False(System.IO.File.Exists($"{File}-2") || System.IO.File.Exists(Path.Combine(folder, "rms.db")), string.Join(' ', command));
        }
    }

    private async Task BackUpUnderLoad(Site site, params string[] store)
    {
        await using var program = await site.Start();
        using var http = program.Client(baltic, Role.Coordinator);
        using var stop = new CancellationTokenSource();
        var clients = office.Submit(http, 2, stop.Token);
        await office.HasAcknowledged(100, clients);

        await Succeeds(["backup", "--to", File, .. store]);

        await stop.CancelAsync();
        await clients;
    }

    /// <summary>Asked again with its key, each draft that the backup lacks is registered anew, and each other one is known.</summary>
    private async Task GoesOn(Site site)
    {
        await using var program = await site.Start();
        var again = new Office(baltic.Value);
        using var http = program.Client(baltic, Role.Coordinator);
        await again.Ask(http, office.Acknowledged.Keys);

        await Register.IsWhole(program, baltic, again);
        Assert.True(again.Acknowledged.Count(each => office.Acknowledged[each.Key] == each.Value) >= 100);
    }

    private async Task Submit(RunningProgram program, params string[] keys)
    {
        using var http = program.Client(baltic, Role.Coordinator);
        foreach (var key in keys)
            await office.SubmitUntilAnswered(http, key);
    }

    private static async Task Succeeds(params string[] command)
    {
        var run = await CommandRun.Of(command);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', command)}: {run}");
    }

    private static Site OnDatabase(PostgresDatabaseStrings database) => new(Store(database));

    private static string[] Store(PostgresDatabaseStrings database) => ["--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner];
}
