using System.Globalization;
using System.Text;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>The bytes of one request as they go out, made before the clock starts.</summary>
internal sealed class RequestBytes
{
    private const int KeyDigits = 20;

    private readonly byte[] bytes;
    private readonly int keyAt;

    private RequestBytes(byte[] bytes, int keyAt, int answer) =>
        (this.bytes, this.keyAt, AnswerBegins) = (bytes, keyAt, Encoding.ASCII.GetBytes($"HTTP/1.1 {answer} "));

    /// <summary>The first bytes of the only answer that is not a failure.</summary>
    public byte[] AnswerBegins { get; }

    /// <summary>A POST that makes something. With keys, the key's digits are written in place each time.</summary>
    public static RequestBytes Post(string path, byte[] body, string? token, bool withKey)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + Authorization(token)
            + (withKey ? "Idempotency-Key: " : "");
        byte[] bytes = [.. Encoding.ASCII.GetBytes(head + (withKey ? new string('0', KeyDigits) + "\r\n" : "") + "\r\n"), .. body];
        return new RequestBytes(bytes, withKey ? head.Length : -1, StatusCodes.Status201Created);
    }

    /// <summary>A GET; of a state that is known, whose tag is given, nothing but that it still stands is to be answered.</summary>
    public static RequestBytes Get(string path, string? token, string? known) => new(
        Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Authorization(token)}{(known is null ? "" : $"If-None-Match: {known}\r\n")}\r\n"),
        keyAt: -1,
        known is null ? StatusCodes.Status200OK : StatusCodes.Status304NotModified);

    /// <summary>A page as a browser asks for it: the session in a cookie, compressed.</summary>
    public static RequestBytes Page(string path, string token) => new(
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: rms={token}\r\nAccept-Encoding: br\r\nAccept-Language: ru\r\n\r\n"), keyAt: -1, StatusCodes.Status200OK);

    public ReadOnlyMemory<byte> Bytes(long key)
    {
        if (keyAt >= 0)
            key.TryFormat(bytes.AsSpan(keyAt, KeyDigits), out _, "D20", CultureInfo.InvariantCulture);
        return bytes;
    }

    private static string Authorization(string? token) => token is null ? "" : $"Authorization: Bearer {token}\r\n";
}
