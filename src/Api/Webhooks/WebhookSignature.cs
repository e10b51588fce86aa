using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>
/// HMAC-SHA256 over the time of sending and the body, so that neither can be changed and an old message cannot be sent again later: in the form of
/// Standard Webhooks, which signs the id of the message as well, and in the program's own form of before.
/// </summary>
internal static class WebhookSignature
{
    public const string Id = "webhook-id";
    public const string Timestamp = "webhook-timestamp";
    public const string Standard = "webhook-signature";
    public const string Own = "Rms-Signature";

    public static IEnumerable<(string Name, string Value)> Headers(WebhookTarget to, string id, DateTimeOffset now, string body)
    {
        var secrets = to.SecretsAt(now);
        yield return (Id, id);
        yield return (Timestamp, Seconds(now));
        yield return (Standard, StandardOf(secrets, id, now, body));
        if (WebhookForms.Of(to.Form) == WebhookForm.Both)
            yield return (Own, OwnOf(secrets, now, body));
    }

    /// <summary><c>v1,…</c>, one for each secret: the sum in base64 over <c>id.t.body</c>.</summary>
    public static string StandardOf(ImmutableArray<string> secrets, string id, DateTimeOffset at, string body)
    {
        var signed = Encoding.UTF8.GetBytes($"{id}.{Seconds(at)}.{body}");
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(WebhookSecret.Key(secret), signed))}"));
    }

    /// <summary><c>t=1795251871,v1=…</c>: seconds since 1970, and for each secret the hexadecimal sum over <c>t.body</c>, with the secret as it is written as key.</summary>
    public static string OwnOf(ImmutableArray<string> secrets, DateTimeOffset at, string body)
    {
        var signed = Encoding.UTF8.GetBytes($"{Seconds(at)}.{body}");
        var sums = secrets.Select(secret => $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}");
        return $"t={Seconds(at)},{string.Join(',', sums)}";
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>The key of signatures as Standard Webhooks writes it. Subscriptions of before have 16 to 200 visible ASCII characters instead, which go on signing.</summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Shortest = 24;
    private const int Longest = 64;

    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static bool IsValid(string secret) => TryDecode(secret, out _);

    /// <summary>What a secret of before has is its own bytes.</summary>
    public static byte[] Key(string secret) => TryDecode(secret, out var key) ? key : Encoding.UTF8.GetBytes(secret);

    private static bool TryDecode(string secret, out byte[] key)
    {
        key = [];
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var text = secret[Prefix.Length..];
        var decoded = new byte[Longest + 1];
        if (!Convert.TryFromBase64String(text, decoded, out var length) || length is < Shortest or > Longest)
            return false;
        key = decoded[..length];
        return Convert.ToBase64String(key) == text; // else there is white space in it, or bits that mean nothing
    }
}
