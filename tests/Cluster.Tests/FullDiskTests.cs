using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>
/// A disk fills up under load: callers are turned away, and nothing acknowledged is lost. When it has room again the program goes on by itself,
/// and whoever comes again ends with one draft.
/// </summary>
public sealed class FullDiskTests
{
    private static readonly AuthorityCode baltic = new("10216000");

    private readonly Office office = new(baltic.Value);

    [SqliteDiskFact(Timeout = Limits.OneTest)]
    public async Task The_disk_of_SQLite()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 64);
        using var site = Site.OnSqliteOn(disk);
        await UnderLoad(site, (http, clients) => FillAndMakeRoom(disk, "The disk is full.", http, clients));
    }

    [PostgresDiskFact(Timeout = Limits.OneTest)]
    public async Task The_disk_of_PostgreSQL()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 128);
        await using var ofLog = await SmallDisk.Mount(megabytes: 512);
        await OnPostgres(
            new PostgresPlace(disk.Folder, ofLog.Folder),
            (_, http, clients) => FillAndMakeRoom(disk, "The disk of the database is full.", http, clients));
    }

    /// <summary>PostgreSQL panics, and does not come up again by itself.</summary>
    [PostgresDiskFact(Timeout = Limits.OneTest)]
    public async Task The_disk_of_PostgreSQL_s_write_ahead_log()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 64);
        await OnPostgres(new PostgresPlace(Log: disk.Folder, Settings: "wal_keep_size = 1024"), async (cluster, http, clients) =>
        {
            await disk.Fill();
            await Outage.IsSeen(http, office, "storage", "The database does not answer.");

            await cluster.Stop();
            disk.MakeRoom();
            await cluster.Start();
            await Outage.IsOver(http, office, clients);
        });
    }

    private async Task FillAndMakeRoom(SmallDisk disk, string reason, HttpClient http, Task clients)
    {
        await disk.Fill();
        await Outage.IsSeen(http, office, "writes", reason);
        await Outage.LeavesReading(http, office);

        disk.MakeRoom();
        await Outage.IsOver(http, office, clients);
    }

    private async Task OnPostgres(PostgresPlace place, Func<PostgresCluster, HttpClient, Task, Task> fault)
    {
        var cluster = PostgresCluster.Own(place);
        try
        {
            await cluster.InitializeAsync();
            using var site = await Site.OnPostgres(cluster);
            await UnderLoad(site, (http, clients) => fault(cluster, http, clients));
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    private async Task UnderLoad(Site site, Func<HttpClient, Task, Task> fault)
    {
        await using var program = await site.Start("--Numbering:StorageAwayLimit", "00:00:01");
        using var http = program.Client(baltic, Role.Coordinator);
        using var stop = new CancellationTokenSource();
        var clients = office.SubmitWhateverComes(http, 32, stop.Token);
        await office.HasAcknowledged(100, clients);

        await fault(http, clients);

        await stop.CancelAsync();
        await clients;
        await Register.EndsWhole(http, baltic, office, site);
    }
}
