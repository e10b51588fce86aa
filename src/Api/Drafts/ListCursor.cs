using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>
/// Where a page ended: the list's immutable key. It carries a sum over itself and its filter, so that a cursor of another list, or one that
/// somebody changed, is seen. It gives no right to anything: the next page is filtered by who asks.
/// </summary>
internal sealed record ListCursor(DateTimeOffset PreparedAt, DraftId Id)
{
    private const int KeyBytes = sizeof(long) + 16;
    private const int SumBytes = 8;

    public string Write(DraftFilter filter)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + SumBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, PreparedAt.ToUnixTimeMilliseconds());
        Id.Value.TryWriteBytes(bytes[sizeof(long)..], bigEndian: true, out _);
        Sum(bytes[..KeyBytes], filter).CopyTo(bytes[KeyBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null if this is not a cursor of a list with this filter.</summary>
    public static ListCursor? Read(string text, DraftFilter filter)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + SumBytes];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written)
            || written != bytes.Length
            || !bytes[KeyBytes..].SequenceEqual(Sum(bytes[..KeyBytes], filter)))
            return null;

        // The sum keeps no secret, so anybody can make one over a moment that does not exist.
        var at = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (at < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return null;
        return new ListCursor(DateTimeOffset.FromUnixTimeMilliseconds(at), new DraftId(new Guid(bytes.Slice(sizeof(long), 16), bigEndian: true)));
    }

    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> key, DraftFilter filter)
    {
        var filterBytes = Encoding.UTF8.GetBytes(string.Join(
            '\n', filter.Status, filter.Authority, filter.Executor, filter.Overdue, filter.DueBefore?.ToUnixTimeMilliseconds(), filter.Territory,
            filter.Text));
        return SHA256.HashData([.. key, .. filterBytes]).AsSpan(0, SumBytes);
    }
}
