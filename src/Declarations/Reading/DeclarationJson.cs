using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmsOrleans.Declarations.Reading;

/// <summary>The JSON form of a declaration: its fields by their names, and lists of the things it has several of.</summary>
public static class DeclarationJson
{
    private static readonly JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What follows from the number and from other fields, and is added again when a canonical line is read.</summary>
    private static readonly ulong kept = ~((string[])["declarationAuthority", "declarationDate", "pricePerKg", "pricePerUnit"]).Aggregate(0UL, (bits, name) => bits | (1UL << Fields.Get(name).Index));

    /// <summary>By the places of fields: they are the same in each of millions of lines.</summary>
    private static readonly JsonEncodedText[] names = [.. Fields.All.OrderBy(field => field.Index).Select(field => JsonEncodedText.Encode(field.Name))];

    private static readonly JsonEncodedText number = JsonEncodedText.Encode(Members.Number), version = JsonEncodedText.Encode(Members.Version),
        items = JsonEncodedText.Encode(Members.Items), itemNumber = JsonEncodedText.Encode(Members.Item);

    private static readonly ImmutableArray<JsonEncodedText> lists = [.. Enum.GetValues<Repeated>().Select(kind => JsonEncodedText.Encode(kind == Repeated.None ? "" : Members.NameOf(kind)))];

    /// <summary>In bytes, that a thread keeps for the lines that it writes.</summary>
    private const int MostRoom = 1 << 20;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? room;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>Reads a line that bears a declaration, an event or an outcome.</summary>
    public static LoadedLine Read(RecordKind kind, long line, ReadOnlySpan<byte> bytes)
    {
        var json = new JsonLine(line);
        switch (kind)
        {
            case RecordKind.Declarations:
                var parts = json.Declaration(bytes);
                var isMalformed = parts.Faults is [.., { Code: FaultCode.NotJson or FaultCode.NotAnObject, Pointer: "" }];
                var declaration = isMalformed ? null : parts.Complete(); // of half a declaration nothing more can be said
                return new(line, [.. parts.Faults], declaration);
            case RecordKind.Events:
                var happened = json.Event(bytes);
                return new(line, [.. json.Faults], Event: happened);
            case RecordKind.Outcomes:
                var outcome = json.Outcome(bytes);
                return new(line, [.. json.Faults], Outcome: outcome);
            default:
                throw new InvalidOperationException($"{kind}");
        }
    }

    /// <summary>
    /// The declaration in the one way of writing it, without outcomes and without what follows from the rest: the same content gives the same bytes, and
    /// what is read from them is the same declaration.
    /// </summary>
    public static byte[] Canonical(Declaration declaration)
    {
        var bytes = room ??= new(2048);
        var json = writer ??= new(bytes, options);
        bytes.ResetWrittenCount();
        json.Reset(bytes);
        Write(json, declaration, isWhole: false);
        json.Flush();
        var canonical = bytes.WrittenSpan.ToArray();
        if (canonical.Length > MostRoom)
            (room, writer) = (null, null);
        return canonical;
    }

    /// <summary>By which two contents are known to be the same: SHA-256 of the canonical line.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> canonical) => SHA256.HashData(canonical);

    /// <summary>Reads what <see cref="Canonical"/> wrote.</summary>
    /// <exception cref="FormatException">The line is not such a one.</exception>
    public static Declaration ReadCanonical(ReadOnlySpan<byte> line)
    {
        var read = Read(RecordKind.Declarations, 1, line);
        return read.Declaration ?? throw new FormatException($"A stored declaration cannot be read: {read.Faults.FirstOrDefault()}");
    }

    /// <param name="isWhole">With what follows from the rest, and with outcomes.</param>
    public static void Write(Utf8JsonWriter json, Declaration declaration, bool isWhole)
    {
        json.WriteStartObject();
        json.WriteString(number, declaration.Number.ToString());
        json.WriteNumber(version, declaration.Version);
        Write(json, isWhole ? ulong.MaxValue : kept, declaration.Head);
        Write(json, Repeated.Vehicles, declaration.Head);
        Write(json, Repeated.BorderAuthorities, declaration.Head);
        json.WriteStartArray(items);
        foreach (var item in declaration.Items)
        {
            json.WriteStartObject();
            json.WriteNumber(itemNumber, item.Number);
            Write(json, isWhole ? ulong.MaxValue : kept, item.Values);
            Write(json, Repeated.Documents, item.Values);
            Write(json, Repeated.Payments, item.Values);
            if (isWhole && item.Outcome is { } outcome)
                Write(json, outcome);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Outcome outcome)
    {
        json.WriteStartObject(Members.Outcome);
        json.WriteBoolean(Members.IsControlled, outcome.IsControlled);
        json.WriteBoolean(Members.HasFinding, outcome.HasFinding);
        if (outcome.PaymentsRoubles is { } payments)
            Write(json, JsonEncodedText.Encode(Members.Payments), payments);
        if (outcome.Hours is { } hours)
            Write(json, JsonEncodedText.Encode(Members.Hours), hours);
        json.WriteEndObject();
    }

    /// <param name="fields">By their places, as bits.</param>
    private static void Write(Utf8JsonWriter json, ulong fields, FieldValues values)
    {
        var place = 0;
        for (var left = values.Bits; left != 0; left &= left - 1, place++)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if ((fields & (1UL << field)) != 0)
                Write(json, Fields.All[field], values.Values[place]);
        }
    }

    private static void Write(Utf8JsonWriter json, Repeated kind, FieldValues values)
    {
        var things = values.Of(kind);
        if (things.IsEmpty)
            return;
        json.WriteStartArray(lists[(int)kind]);
        foreach (var thing in things)
        {
            if (kind == Repeated.BorderAuthorities)
            {
                json.WriteStringValue(thing.Values[0].Text);
                continue;
            }
            json.WriteStartObject();
            Write(json, ulong.MaxValue, thing);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Field field, FieldValue value)
    {
        var name = names[field.Index];
        if (value.IsText)
            json.WriteString(name, value.Text);
        else if (field.Form == FieldForm.Date)
            json.WriteString(name, $"{value.Number.ToDay():yyyy-MM-dd}");
        else
            Write(json, name, value.Number);
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, FixedPoint value)
    {
        Span<byte> signs = stackalloc byte[FixedPoint.LongestText];
        json.WritePropertyName(name);
        json.WriteRawValue(signs[..value.Write(signs)], skipInputValidation: true);
    }
}
