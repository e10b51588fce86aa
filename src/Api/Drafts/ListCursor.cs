using System.Buffers.Binary;
using RmsOrleans.Api.Http;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Where a page of drafts ended: the list's immutable key.</summary>
internal sealed record ListCursor(DateTimeOffset PreparedAt, DraftId Id)
{
    private const int KeyBytes = sizeof(long) + 16;

    public string Write(DraftFilter filter)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        BinaryPrimitives.WriteInt64BigEndian(key, PreparedAt.ToUnixTimeMilliseconds());
        Id.Value.TryWriteBytes(key[sizeof(long)..], bigEndian: true, out _);
        return SummedCursor.Write(key, Text(filter));
    }

    /// <summary>Null if this is not a cursor of a list with this filter.</summary>
    public static ListCursor? Read(string text, DraftFilter filter)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        if (!SummedCursor.TryRead(text, Text(filter), key))
            return null;

        // Anybody can make a cursor over a moment that does not exist.
        var at = BinaryPrimitives.ReadInt64BigEndian(key);
        if (at < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return null;
        return new ListCursor(DateTimeOffset.FromUnixTimeMilliseconds(at), new DraftId(new Guid(key[sizeof(long)..], bigEndian: true)));
    }

    private static string Text(DraftFilter filter) => string.Join(
        '\n', filter.Status, filter.Authority, filter.Executor, filter.Overdue, filter.DueBefore?.ToUnixTimeMilliseconds(), filter.Territory,
        filter.Text);
}
