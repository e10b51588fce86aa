using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Api.Json;

/// <summary>Reads the body of a request: a fast typed read, and only when that fails a walk that names every fault.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static BodyRead<T> Read<T>(ReadOnlyMemory<byte> utf8) where T : class => Read(utf8, ApiJson.Body<T>());

    public static BodyRead<T> Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        if (utf8.Span.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];
        try
        {
            if (JsonSerializer.Deserialize(utf8.Span, type) is { } value)
                return new BodyRead<T>(value, []);
        }
        catch (JsonException)
        {
            // The walk says what is wrong.
        }
        return BodyWalk.Read(utf8, type);
    }
}

/// <summary>
/// A body as read. With faults, <paramref name="Value"/> is the body with harmless values in the faulty places, so that the rules can find
/// what else is wrong (<c>DraftChecks.Faults</c>); it is null if nothing could be read at all.
/// </summary>
internal readonly record struct BodyRead<T>(T? Value, ImmutableArray<ValidationError> Errors) where T : class;
