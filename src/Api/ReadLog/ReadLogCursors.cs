using System.Buffers.Binary;
using RmsOrleans.Storage.ReadLog;

namespace RmsOrleans.Api.ReadLog;

/// <summary>Cursors of the read log as texts.</summary>
internal static class ReadLogCursors
{
    public static string Write(this ReadLogPlace place, ReadLogFilter filter)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, place.At);
        BinaryPrimitives.WriteInt64BigEndian(key[sizeof(long)..], place.Position);
        return SummedCursor.Write(key, List(filter));
    }

    /// <summary>Null if this is not a cursor of a list with this filter.</summary>
    public static ReadLogPlace? Read(string text, ReadLogFilter filter)
    {
        Span<byte> key = stackalloc byte[2 * sizeof(long)];
        return SummedCursor.TryRead(text, List(filter), key)
            ? new ReadLogPlace(BinaryPrimitives.ReadInt64BigEndian(key), BinaryPrimitives.ReadInt64BigEndian(key[sizeof(long)..]))
            : null;
    }

    private static string List(ReadLogFilter filter) =>
        $"reads\n{filter.Draft}\n{filter.Number}\n{filter.Reader}\n{filter.What}\n{filter.From?.ToUnixTimeMilliseconds()}\n{filter.Until?.ToUnixTimeMilliseconds()}";
}
