namespace RmsOrleans.Tests;

/// <summary>The fields of a protobuf message, without knowing its schema.</summary>
internal static class ProtobufFields
{
    /// <summary>Those with this number.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> message, int number) =>
        Of(message).Where(field => field.Number == number).Select(field => field.Bytes);

    /// <summary>Of a number that is no fixed one the bytes are empty.</summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Of(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            if ((tag & 7) == 0)
            {
                Varint(message.Span, ref at);
                yield return ((int)(tag >> 3), default);
                continue;
            }
            var length = (tag & 7) switch
            {
                1 => 8,
                2 => (int)Varint(message.Span, ref at),
                5 => 4,
                var kind => throw new InvalidDataException($"This is no protobuf: a field of kind {kind}."),
            };
            yield return ((int)(tag >> 3), message.Slice(at, length));
            at += length;
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        for (; bytes[at] >= 0x80; at++, shift += 7)
            value |= (ulong)(bytes[at] & 0x7F) << shift;
        return value | ((ulong)bytes[at++] << shift);
    }
}
