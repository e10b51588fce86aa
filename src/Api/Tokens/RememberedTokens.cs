using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// Validating a token costs more than everything else in a small request, so one that was found good is remembered until it ends. Two
/// generations bound the memory: when the young one is full, the old one is dropped. Only a header of exactly <c>Bearer</c>, one space and a
/// token of usual length is remembered, by the token alone: a header can be spelt in many ways and padded to any length.
/// </summary>
internal sealed class RememberedTokens(IOptions<TokenSettings> settings, TimeProvider clock)
{
    /// <summary>No longer header is remembered.</summary>
    public const int LongestHeader = 4096;

    private const string Prefix = "Bearer ";

    private static readonly SearchValues<char> tokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly int generation = settings.Value.Remembered / 2;
    private readonly TimeSpan skew = settings.Value.ClockSkew;
    private readonly Lock turning = new();

    private volatile ConcurrentDictionary<string, RememberedToken> young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, RememberedToken> old = new(StringComparer.Ordinal);
    private int remembered;

    public RememberedToken? Find(string header)
    {
        var text = TokenIn(header);
        if (text.IsEmpty)
            return null;
        if (!young.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var token))
        {
            if (!old.GetAlternateLookup<ReadOnlySpan<char>>().TryRemove(text, out _, out token))
                return null;
            Remember(header, token);
        }
        return IsValidNow(token) ? token : null;
    }

    public void Remember(string header, RememberedToken token)
    {
        var text = TokenIn(header);
        if (text.IsEmpty || !young.TryAdd(text.ToString(), token) || Interlocked.Increment(ref remembered) <= generation)
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

    /// <summary>Empty if the header is not one to remember.</summary>
    private static ReadOnlySpan<char> TokenIn(string header)
    {
        if (header.Length > LongestHeader || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return [];
        var text = header.AsSpan(Prefix.Length);
        return text.ContainsAnyExcept(tokenCharacters) ? [] : text;
    }

    private bool IsValidNow(RememberedToken token)
    {
        var now = clock.GetUtcNow();
        return now >= token.ValidFrom - skew && now < token.ValidTo + skew && !token.Caller.Revoked.IsCancellationRequested;
    }
}

/// <summary>A token that was found good, with the times between which it stays good.</summary>
internal sealed record RememberedToken(Caller Caller, DateTimeOffset ValidFrom, DateTimeOffset ValidTo);
