namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// A caller's idempotency key, and the hash (hexadecimal SHA-256) of what was asked in canonical form: the same key with another hash is
/// another request.
/// </summary>
[GenerateSerializer, Alias("request-key"), Immutable]
public sealed record RequestKey([property: Id(0)] string Key, [property: Id(1)] string Hash);

/// <summary>What a caller asks beside the command: on which line it decided (<c>If-Match</c>), and its idempotency key.</summary>
[GenerateSerializer, Alias("request-conditions"), Immutable]
public sealed record RequestConditions([property: Id(0)] int? SeenLine = null, [property: Id(1)] RequestKey? Key = null)
{
    public static readonly RequestConditions None = new();
}
