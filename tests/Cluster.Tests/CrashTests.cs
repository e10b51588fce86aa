using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>What holds when a program dies without a last word, or is told to stop in the middle of its work.</summary>
[Collection(PostgresCollection.Name)]
public sealed class CrashTests(PostgresCluster cluster)
{
    private static readonly AuthorityCode baltic = new("10216000");

    [Fact(Timeout = Limits.OneTest)]
    public Task On_SQLite_nothing_acknowledged_is_lost_when_it_is_killed_under_load() => KillUnderLoad(Site.OnSqlite);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_PostgreSQL_nothing_acknowledged_is_lost_when_it_is_killed_under_load() => await KillUnderLoad(await Site.OnPostgres(cluster));

    [Fact(Timeout = Limits.OneTest)]
    public Task On_SQLite_it_ends_in_order_when_it_is_stopped_under_load() => StopUnderLoad(Site.OnSqlite);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_PostgreSQL_it_ends_in_order_when_it_is_stopped_under_load() => await StopUnderLoad(await Site.OnPostgres(cluster));

    private static async Task KillUnderLoad(Site site)
    {
        using var _ = site;
        var office = new Office(baltic.Value);
        await using (var program = await site.Start())
        {
            using var http = program.Client(baltic, Role.Coordinator);
            var clients = office.Submit(http, 64, CancellationToken.None);
            await office.HasAcknowledged(1500, clients);
            await program.Kill();
            await clients;
        }
        Assert.NotEmpty(office.Unanswered);

        await using var again = await site.Start();
        await AskAgainAndCheck(again, office);
    }

    private static async Task StopUnderLoad(Site site)
    {
        using var _ = site;
        var office = new Office(baltic.Value);
        await using (var program = await site.Start())
        {
            using var http = program.Client(baltic, Role.Coordinator);
            var clients = office.Submit(http, 16, CancellationToken.None);
            await office.HasAcknowledged(300, clients);
            await program.Stop();
            await clients;
            Assert.Equal(0, program.ExitCode);
        }

        await using var again = await site.Start();
        await AskAgainAndCheck(again, office);
    }

    private static async Task AskAgainAndCheck(RunningProgram program, Office office)
    {
        using var http = program.Client(baltic, Role.Coordinator);
        await office.AskAgain(http);
        await Register.IsWhole(program, baltic, office);
    }
}
