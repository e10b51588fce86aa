namespace RmsOrleans.Storage.Databases;

/// <summary>The storage answers.</summary>
internal sealed class StorageCheck(IReadDatabase database) : IReadinessCheck
{
    public string Name => "storage";

    public async Task<string?> Check(CancellationToken cancellation)
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
    Task<string?> Check(CancellationToken cancellation);
}

/// <summary>
/// The database takes what is written. It may answer questions and yet have no room, or deny its role the right: only those who write learn
/// of it, and tell. After a while without news somebody may try again.
/// </summary>
internal sealed class WriteReadiness([FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IReadinessCheck
{
    /// <summary>Longer than clients who were turned away are asked to wait, so that it stays as long as they come in vain.</summary>
    private static readonly TimeSpan validity = TimeSpan.FromSeconds(10);

    private volatile Refusal? last;

    public string Name => "writes";

    /// <summary>Something was written.</summary>
    public void Taken() => last = null;

    /// <param name="why">For everybody to read; null if the failure says nothing about the next write.</param>
    public void NotTaken(string? why)
    {
        if (why is not null)
            last = new Refusal(why, clock.GetTimestamp());
    }

    public Task<string?> Check(CancellationToken cancellation) =>
        Task.FromResult(last is { } refusal && clock.GetElapsedTime(refusal.At) < validity ? refusal.Why : null);

    private sealed record Refusal(string Why, long At);
}
