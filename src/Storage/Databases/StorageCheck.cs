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
