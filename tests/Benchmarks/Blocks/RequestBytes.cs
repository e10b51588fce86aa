using System.Globalization;
using System.Text;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>The bytes of one POST as they go out, made before the clock starts. With keys, the key's digits are written in place each time.</summary>
internal sealed class RequestBytes
{
    private const int KeyDigits = 20;

    private readonly byte[] bytes;
    private readonly int keyAt;

    public RequestBytes(string path, byte[] body, string? token, bool withKey)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
            + (withKey ? "Idempotency-Key: " : "");
        keyAt = withKey ? head.Length : -1;
        bytes = [.. Encoding.ASCII.GetBytes(head + (withKey ? new string('0', KeyDigits) + "\r\n" : "") + "\r\n"), .. body];
    }

    public ReadOnlyMemory<byte> Bytes(long key)
    {
        if (keyAt >= 0)
            key.TryFormat(bytes.AsSpan(keyAt, KeyDigits), out _, "D20", CultureInfo.InvariantCulture);
        return bytes;
    }
}
