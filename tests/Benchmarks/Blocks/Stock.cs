using Npgsql;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Samples;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>
/// A store that the program's own code fills, without HTTP and by a clock that is set. What it keeps in folders ends with this object, its
/// database with the cluster.
/// </summary>
internal sealed class Stock : IAsyncDisposable
{
    private const int Batch = 500;
    private const int Different = 256;

    private static readonly Office office = Offices.Take(1)[0];
    private static readonly Lazy<Submit[]> submissions = new(() => [.. OfficeDay.Bodies(office, Different).Select(body => JsonBody.Read<Submit>(body).Value!)]);

    private readonly PostgresCluster? cluster;
    private readonly PostgresDatabaseStrings? database;

    private Stock(PostgresCluster? cluster, PostgresDatabaseStrings? database) => (this.cluster, this.database) = (cluster, database);

    public string Folder { get; } = Directory.CreateTempSubdirectory("rms-benchmark-").FullName;

    public long Drafts { get; private set; }

    /// <summary>The program has run on it once, so that it has its tables and authorities.</summary>
    public static async Task<Stock> Make(PostgresCluster? cluster)
    {
        var stock = new Stock(cluster, cluster is null ? null : await cluster.CreateDatabase());
        await (await stock.Start()).DisposeAsync();
        return stock;
    }

    public Task<OurProgram> Start(params string[] settings) => OurProgram.StartOn(Folder, database, settings);

    /// <summary>A store of its own with the same content, all of it on the disk. No program may work on this one meanwhile.</summary>
    public async Task<Stock> Copy()
    {
        var copy = new Stock(cluster, database is null ? null : await cluster!.CopyDatabase(database)) { Drafts = Drafts };
        foreach (var file in Directory.GetFiles(Folder).Select(file => new FileInfo(file)))
        {
            using var written = file.CopyTo(Path.Combine(copy.Folder, file.Name)).Open(FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }
        return copy;
    }

    /// <summary>The program has registered so many more.</summary>
    public void Holds(long more) => Drafts += more;

    /// <summary>Registers so many more, all at one moment, from the generator's contents in turn.</summary>
    /// <param name="withKeys">Their ids then come from idempotency keys, and so in no order.</param>
    public async Task Register(DateTimeOffset at, int count, bool withKeys = false)
    {
        await using var store = Open();
        await store.Start();
        var written = Task.CompletedTask;
        foreach (var batch in Enumerable.Range((int)Drafts, count).Chunk(Batch))
        {
            var requests = Array.ConvertAll(batch, i => Requests.Of(withKeys ? Derived(i) : InOrder(i), submission: submissions.Value[i % Different]));
            await written;
            written = store.Register(new SequenceKey($"00-{office.Code[..5]}"), at, requests);
        }
        await written;
        Drafts += count;
    }

    /// <summary>Registers entries, by the program's own code.</summary>
    public async Task Register(EntryStock entries, int count)
    {
        await using var store = Open();
        await store.Start();
        await entries.Register(store, count);
    }

    /// <summary>PostgreSQL would tidy up after so many new rows within a minute, and so into what is measured.</summary>
    public async Task Settle()
    {
        if (database is null)
            return;
        await using var owner = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Superuser) { Pooling = false }.ToString());
        await owner.OpenAsync();
        foreach (var tidying in (string[])["vacuum (analyze)", "checkpoint"])
        {
            await using var command = new NpgsqlCommand(tidying, owner) { CommandTimeout = 600 };
            await command.ExecuteNonQueryAsync();
        }
    }

    public SetBackStore Open() =>
        new(Folder, database is null ? [] : ["--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner]);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static DraftId InOrder(int i) => new(new Guid(i, 5, 5, [1, 2, 3, 4, 5, 6, 7, 8]));

    private static DraftId Derived(int i) => DraftId.From(new AuthorityCode(office.Code), $"stock {i}");
}
