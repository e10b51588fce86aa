using System.Globalization;

namespace RmsOrleans.Api.Tokens;

/// <summary>
/// What stands in the file of the keys: in base64 the one that signs, then a line for each former one whose tokens have not all ended,
/// <c>former 2026-11-23T00:01:00.0000000+00:00 BASE64</c>.
/// </summary>
internal sealed record StoredKeys(TokenKey Signing, params ImmutableArray<FormerKey> Former)
{
    private const string FormerLine = "former ";

    public static StoredKeys New() => new(TokenKey.New());

    /// <summary>A new key signs; tokens of the others are taken for as long as they can last, by a clock that is as wrong as one may be.</summary>
    public StoredKeys Rotated(DateTimeOffset now) =>
        new(TokenKey.New(), [new(Signing, now + TokenSettings.LongestLifetime + TokenSettings.LongestSkew), .. Former.Where(key => key.Until > now)]);

    /// <exception cref="FormatException">Says in words what is wrong.</exception>
    public static StoredKeys Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var signing = lines.TakeWhile(line => !line.StartsWith(FormerLine, StringComparison.Ordinal)).ToArray();
        return new(Key(string.Concat(signing)), [.. lines[signing.Length..].Select(ParseFormer)]);
    }

    public override string ToString() => string.Concat(
        Former.Select(key => $"{FormerLine}{key.Until:O} {Convert.ToBase64String(key.Key.Key)}\n").Prepend($"{Convert.ToBase64String(Signing.Key)}\n"));

    private static FormerKey ParseFormer(string line) =>
        line.Split(' ') is [_, var time, var key] && DateTimeOffset.TryParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? new(Key(key), until)
            : throw new FormatException("is damaged: one of its lines is not a former key with its end");

    private static TokenKey Key(string base64)
    {
        var key = new byte[TokenKey.MostBytes];
        if (!Convert.TryFromBase64String(base64, key, out var length))
            throw new FormatException("is damaged: it is not the base64 of a key");
        return length >= TokenKey.FewestBytes
            ? new TokenKey(key[..length])
            : throw new FormatException($"has {length} bytes; it must have {TokenKey.FewestBytes} or more");
    }
}

/// <summary>A key that signs no longer, and until when its tokens are taken.</summary>
internal sealed record FormerKey(TokenKey Key, DateTimeOffset Until);
