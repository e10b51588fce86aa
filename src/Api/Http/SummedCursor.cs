using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RmsOrleans.Api.Http;

/// <summary>
/// A list's immutable key as a text that carries a sum over itself and its filter, so that a cursor of another list, or one that somebody
/// changed, is seen. The sum keeps no secret; a cursor gives no right to anything.
/// </summary>
internal static class SummedCursor
{
    private const int SumBytes = 8;

    public static string Write(ReadOnlySpan<byte> key, string filter) => Base64Url.EncodeToString([.. key, .. Sum(key, filter)]);

    /// <summary>Fills the key; false if this is not a cursor of a list with this filter.</summary>
    public static bool TryRead(string text, string filter, Span<byte> key)
    {
        Span<byte> bytes = stackalloc byte[key.Length + SumBytes];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || written != bytes.Length
            || !bytes[key.Length..].SequenceEqual(Sum(bytes[..key.Length], filter)))
            return false;

        bytes[..key.Length].CopyTo(key);
        return true;
    }

    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> key, string filter) =>
        SHA256.HashData([.. key, .. Encoding.UTF8.GetBytes(filter)]).AsSpan(0, SumBytes);
}
