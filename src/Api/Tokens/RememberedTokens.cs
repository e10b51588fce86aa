using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// Validating a token costs more than everything else in a small request, so one that was found good is remembered until it ends. Two
/// generations bound the memory: when the young one is full, the old one is dropped.
/// </summary>
internal sealed class RememberedTokens(IOptions<TokenSettings> settings, TimeProvider clock)
{
    private readonly int generation = settings.Value.Remembered / 2;
    private readonly TimeSpan skew = settings.Value.ClockSkew;
    private readonly Lock turning = new();

    private volatile ConcurrentDictionary<string, RememberedToken> young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, RememberedToken> old = new(StringComparer.Ordinal);
    private int remembered;

    public RememberedToken? Find(string header)
    {
        if (!young.TryGetValue(header, out var token))
        {
            if (!old.TryRemove(header, out token))
                return null;
            Remember(header, token);
        }
        return IsValidNow(token) ? token : null;
    }

    public void Remember(string header, RememberedToken token)
    {
        if (!young.TryAdd(header, token) || Interlocked.Increment(ref remembered) <= generation)
            return;

        lock (turning)
        {
            if (remembered <= generation)
                return;
            old = young;
            young = new(StringComparer.Ordinal);
            remembered = 0;
        }
    }

    private bool IsValidNow(RememberedToken token)
    {
        var now = clock.GetUtcNow();
        return now >= token.ValidFrom - skew && now < token.ValidTo + skew;
    }
}

/// <summary>A token that was found good, with the times between which it stays good.</summary>
internal sealed record RememberedToken(Caller Caller, DateTimeOffset ValidFrom, DateTimeOffset ValidTo);
