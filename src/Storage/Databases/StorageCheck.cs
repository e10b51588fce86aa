using System.Security.Cryptography;
using System.Threading.Channels;

namespace RmsOrleans.Storage.Databases;

/// <summary>The storage answers.</summary>
internal sealed class StorageCheck(IReadDatabase database) : IReadinessCheck
{
    public string Name => "storage";

    public async Task<Phrase?> Check(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await connection.QuerySingleAsync<long>(new CommandDefinition("select revision from authority_register", cancellationToken: cancellation));
        return null;
    }
}

/// <summary>Something that must be well before the program takes work; the program may register more of them.</summary>
public interface IReadinessCheck
{
    string Name { get; }

    /// <summary>Null if it is well. Else why not, for everybody to read: no address, no role, no path. What is thrown goes to the log instead.</summary>
    Task<Phrase?> Check(CancellationToken cancellation);
}

/// <summary>
/// The database takes what is written. It may answer questions and yet have no room, be locked by another program, or deny its role the right:
/// only those who write learn of it, and tell. It stays so until something is written, if need be by <see cref="WriteAttempts"/>.
/// </summary>
internal sealed class WriteReadiness : IReadinessCheck
{
    private readonly Channel<Phrase> refusals = Channel.CreateBounded<Phrase>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile Phrase? last;

    public string Name => "writes";

    public bool IsRefused => last is not null;

    /// <summary>Something was written.</summary>
    public void Taken() => last = null;

    /// <param name="why">For everybody to read; null if it was not the store's own fault, and says nothing about the next write.</param>
    public void NotTaken(Phrase? why)
    {
        if (why is null)
            return;
        last = why;
        refusals.Writer.TryWrite(why);
    }

    /// <summary>Ends when a write has been refused.</summary>
    public async Task Refusal(CancellationToken cancellation) => await refusals.Reader.ReadAsync(cancellation);

    public Task<Phrase?> Check(CancellationToken cancellation) => Task.FromResult(last);
}

/// <summary>
/// While writes are refused no load balancer sends any, so the node tries one of its own each second, and is ready again after one. It takes the
/// locks and needs the rights of a registration, and is large enough not to find its place on a full disk.
/// </summary>
internal sealed class WriteAttempts(IDatabase database, WriteReadiness readiness, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    private const int Size = 64 * 1024;

    /// <summary>No row is touched, but rights and locks are as for those that are.</summary>
    private const string AsARegistration = """
        insert into drafts select * from drafts where false;
        update drafts set version = version where false;
        insert into journal_lines select * from journal_lines where false;
        insert into registrations select * from registrations where false;
        update sequences set last_serial = last_serial where false;
        """;

    private readonly string node = Guid.NewGuid().ToString("N");

    public Task<bool> Try(CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            await connection.ExecuteAsync(AsARegistration);
            var filler = RandomNumberGenerator.GetBytes(Size); // nothing that could be compressed
            await connection.ExecuteAsync("insert into write_attempts (node, filler) values (@node, @filler)", new { node, filler });
            await connection.ExecuteAsync("delete from write_attempts where node = @node", new { node });
            return true;
        },
        cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await readiness.Refusal(stoppingToken);
            while (readiness.IsRefused)
            {
                await Task.Delay(pause, clock, stoppingToken);
                try
                {
                    if (readiness.IsRefused && await Try(stoppingToken))
                        readiness.Taken();
                }
                catch (StorageUnavailableException)
                {
                    // It has told readiness why.
                }
            }
        }
    }
}
