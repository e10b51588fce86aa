using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Api.Webhooks;

/// <summary>HMAC-SHA256 over the time of sending and the body, so that neither can be changed and an old message cannot be sent again later.</summary>
internal static class WebhookSignature
{
    public const string Header = "Rms-Signature";

    /// <summary><c>t=1795251871,v1=…</c>: seconds since 1970, and the hexadecimal sum over <c>t.body</c> with the secret as key.</summary>
    public static string Of(string secret, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var sum = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(sum)}";
    }
}
