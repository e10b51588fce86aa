using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace RmsOrleans.Api.Drafts;

/// <summary>Some of many changes; <paramref name="Next"/> is how many come before the page after it, if there is one.</summary>
internal sealed record ChangePage(ImmutableArray<FieldChange> Changes, int? Next)
{
    /// <summary>Of one page, whatever two versions have in them.</summary>
    public const int Most = 500;

    /// <summary>A page ends before, when its values have so many bytes.</summary>
    private const int MostBytes = 1 << 20;

    public static readonly ChangePage None = new([], null);

    /// <param name="skip">Changes of the pages before.</param>
    public static ChangePage Of(IEnumerable<FieldChange> all, int skip)
    {
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        var bytes = 0L;
        foreach (var change in all.Skip(skip))
        {
            if (changes.Count == Most || bytes > MostBytes)
                return new ChangePage(changes.ToImmutable(), skip + changes.Count);
            var (before, beforeLength) = CutValue.Of(change.Before);
            var (after, afterLength) = CutValue.Of(change.After);
            bytes += Size(before) + Size(after);
            changes.Add(change with { Before = before, After = after, BeforeLength = beforeLength, AfterLength = afterLength });
        }
        return new ChangePage(changes.ToImmutable(), null);
    }

    private static int Size(JsonElement? value) => value is { } present ? JsonMarshal.GetRawUtf8Value(present).Length : 0;
}

/// <summary>Where the next page of changes begins, as a text; it belongs to two versions of one thing.</summary>
internal static class ChangeCursors
{
    public static string? Write(int? next, string subject, int version, int? from)
    {
        if (next is not { } skip)
            return null;
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(key, skip);
        return SummedCursor.Write(key, Filter(subject, version, from));
    }

    /// <summary>How many changes come before the page; 0 without a cursor.</summary>
    public static int Read(QueryParameters query, string subject, int version, int? from)
    {
        if (query.Text("cursor") is not { } cursor)
            return 0;
        Span<byte> key = stackalloc byte[sizeof(int)];
        if (SummedCursor.TryRead(cursor, Filter(subject, version, from), key) && BinaryPrimitives.ReadInt32BigEndian(key) is >= 0 and var skip)
            return skip;
        query.Refuse(
            "cursor",
            "This is not a cursor of the changes between these versions. Begin again without one.",
            "Это не курсор списка различий этих версий. Начните без курсора.");
        return 0;
    }

    private static string Filter(string subject, int version, int? from) => $"changes\n{subject}\n{version}\n{from}";
}

/// <summary>A value short enough for a list of changes: long texts and long lists lose their ends, at every depth.</summary>
internal static class CutValue
{
    /// <summary>In UTF-16 characters.</summary>
    private const int LongestText = 1000;

    private const int LongestList = 20;

    /// <summary>The value, and its whole length where it was cut.</summary>
    public static (JsonElement? Value, int? Length) Of(JsonElement? value)
    {
        if (value is not { } whole || !IsLong(whole))
            return (value, null);
        if (whole.ValueKind == JsonValueKind.String)
            return (JsonSerializer.SerializeToElement(Cut(whole.GetString()!), DraftResponseJson.Default.String), whole.GetString()!.Length);

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Answers.Readable))
            Write(whole, writer);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return (JsonElement.ParseValue(ref reader), Encoding.UTF8.GetCharCount(JsonMarshal.GetRawUtf8Value(whole)));
    }

    private static bool IsLong(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(value).Length > LongestText && value.GetString()!.Length > LongestText,
        JsonValueKind.Array => value.GetArrayLength() > LongestList || value.EnumerateArray().Any(IsLong),
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsLong(member.Value)),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => false,
    };

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when IsLong(value):
                writer.WriteStringValue(Cut(value.GetString()!));
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray().Take(LongestList))
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Between two characters, not within one that takes two places.</summary>
    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
}
