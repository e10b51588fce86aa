using System.Buffers.Binary;
using System.Text;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A span as OTLP carries it; ids in hexadecimal digits, times in nanoseconds since 1970, attributes that are texts.</summary>
internal sealed record ExportedSpan(string Trace, string Id, string Parent, string Name, ulong Start, ulong End, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Those of one request to export traces. The numbers are those of the fields in opentelemetry/proto/trace/v1/trace.proto.</summary>
    public static IEnumerable<ExportedSpan> Read(byte[] request) =>
        from resource in ProtobufFields.Of(request, 1)
        from scope in ProtobufFields.Of(resource, 2)
        from span in ProtobufFields.Of(scope, 2)
        select Of([.. ProtobufFields.Of(span)]);

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
        var attributes = fields.Where(field => field.Number == 9).Select(field => ProtobufFields.Of(field.Bytes).ToDictionary(part => part.Number, part => part.Bytes));
        return new ExportedSpan(
            Hex(1), Hex(2), Hex(4), Encoding.UTF8.GetString(Field(5)), BinaryPrimitives.ReadUInt64LittleEndian(Field(7)), BinaryPrimitives.ReadUInt64LittleEndian(Field(8)),
            attributes.ToDictionary(parts => Encoding.UTF8.GetString(parts[1].Span), parts => Encoding.UTF8.GetString(ProtobufFields.Of(parts[2], 1).FirstOrDefault().Span)));
    }
}
