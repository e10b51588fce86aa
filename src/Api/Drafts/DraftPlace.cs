using System.Buffers.Binary;

namespace RmsOrleans.Api.Drafts;

/// <summary>A place in a list of drafts, by a time in Unix milliseconds and then by id, as the text of a cursor.</summary>
internal static class DraftPlace
{
    private const int KeyBytes = sizeof(long) + 16;

    /// <param name="list">The list and its filter, as a text that no other has.</param>
    public static string Write(long at, DraftId id, string list)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        BinaryPrimitives.WriteInt64BigEndian(key, at);
        id.Value.TryWriteBytes(key[sizeof(long)..], bigEndian: true, out _);
        return SummedCursor.Write(key, list);
    }

    /// <summary>Null if this is not a cursor of this list. Anybody can make one, over any time.</summary>
    public static (long At, DraftId Id)? Read(string text, string list)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        return SummedCursor.TryRead(text, list, key)
            ? (BinaryPrimitives.ReadInt64BigEndian(key), new DraftId(new Guid(key[sizeof(long)..], bigEndian: true)))
            : null;
    }
}

internal static class DraftProblems
{
    /// <summary>The same words as the grain's, so that nobody learns from them whether a draft exists.</summary>
    public static readonly Problem NoSuchDraft = Problems.NotFound(new("There is no such draft.", "Такого проекта нет."));
}
