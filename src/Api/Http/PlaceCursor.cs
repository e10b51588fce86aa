using System.Buffers.Binary;

namespace RmsOrleans.Api.Http;

/// <summary>A place in a list that goes by a number, mostly a time in Unix milliseconds, and then by id, as the text of a cursor.</summary>
internal static class PlaceCursor
{
    private const int KeyBytes = sizeof(long) + 16;

    /// <param name="list">The list and its filter, as a text that no other has.</param>
    public static string Write(long at, Guid id, string list)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        BinaryPrimitives.WriteInt64BigEndian(key, at);
        id.TryWriteBytes(key[sizeof(long)..], bigEndian: true, out _);
        return SummedCursor.Write(key, list);
    }

    /// <summary>Null if this is not a cursor of this list. Anybody can make one, over any number.</summary>
    public static (long At, Guid Id)? Read(string text, string list)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        return SummedCursor.TryRead(text, list, key) ? (BinaryPrimitives.ReadInt64BigEndian(key), new Guid(key[sizeof(long)..], bigEndian: true)) : null;
    }

    /// <summary>The place that a query names in <c>cursor</c>; null, with the fault in the query, if it is none of this list.</summary>
    public static (long At, Guid Id)? Read(QueryParameters query, string list)
    {
        if (query.Text("cursor") is not { } cursor)
            return null;
        if (Read(cursor, list) is { } place)
            return place;
        query.Refuse("cursor", "This is not a cursor of this list. Begin again without one.", "Это не курсор этого списка. Начните без курсора.");
        return null;
    }
}
