using System.Buffers.Binary;
using System.Text;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A span as OTLP carries it; ids in hexadecimal digits, times in nanoseconds since 1970, attributes that are texts.</summary>
internal sealed record ExportedSpan(string Trace, string Id, string Parent, string Name, ulong Start, ulong End, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Those of one request to export traces. The numbers are those of the fields in opentelemetry/proto/trace/v1/trace.proto.</summary>
    public static IEnumerable<ExportedSpan> Read(byte[] request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource.ToArray(), 2)
        from span in Fields(scope.ToArray(), 2)
        select Of([.. AllFields(span)]);

    /// <summary>Each span under the one that began it, in the order of their beginnings: name, milliseconds since the first, milliseconds it took.</summary>
    public static string Tree(IReadOnlyCollection<ExportedSpan> spans)
    {
        var first = spans.Min(span => span.Start);
        var text = new StringBuilder();
        foreach (var root in spans.Where(span => spans.All(other => other.Id != span.Parent)))
            Write(root, "");
        return text.ToString();

        void Write(ExportedSpan span, string indent)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{indent + span.Name,-44}{Milliseconds(span.Start - first),8:F1}{Milliseconds(span.End - span.Start),8:F1}\n");
            foreach (var child in spans.Where(other => other.Parent == span.Id).OrderBy(other => other.Start))
                Write(child, indent + "  ");
        }
    }

    private static double Milliseconds(ulong nanoseconds) => nanoseconds / 1e6;

    private static ExportedSpan Of((int Number, ReadOnlyMemory<byte> Bytes)[] fields)
    {
        string Hex(int number) => Convert.ToHexStringLower(Field(number));
        ReadOnlySpan<byte> Field(int number) => fields.FirstOrDefault(field => field.Number == number).Bytes.Span;
        var attributes = fields.Where(field => field.Number == 9).Select(field => AllFields(field.Bytes).ToDictionary(part => part.Number, part => part.Bytes));
        return new ExportedSpan(
            Hex(1), Hex(2), Hex(4), Encoding.UTF8.GetString(Field(5)), BinaryPrimitives.ReadUInt64LittleEndian(Field(7)), BinaryPrimitives.ReadUInt64LittleEndian(Field(8)),
            attributes.ToDictionary(parts => Encoding.UTF8.GetString(parts[1].Span), parts => Encoding.UTF8.GetString(Fields(parts[2].ToArray(), 1).FirstOrDefault().Span)));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Fields(byte[] message, int number) => AllFields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    /// <summary>The fields of a protobuf message; of a number that is no fixed one the bytes are empty.</summary>
    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> AllFields(ReadOnlyMemory<byte> message)
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
