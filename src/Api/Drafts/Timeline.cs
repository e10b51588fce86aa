using System.Buffers;
using System.Buffers.Binary;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Drafts;

/// <summary>Turns stored lines into a timeline.</summary>
internal static class Timeline
{
    /// <summary>Large, and shown by other routes; the request's key is the caller's own affair.</summary>
    private static readonly string[] leftOut = ["content", "note", "request"];

    /// <summary>
    /// Stored as they were sent or seen, and shown as the draft shows them. Those of deadlines are stored by the clock of who is responsible, as
    /// they are shown.
    /// </summary>
    private static readonly string[] asTheDraft = ["signedAt", "givenAt", "seenAt"];

    public static ImmutableArray<JournalLineResponse> Of(List<JournalLine> lines, ZoneHistory zone) =>
        [.. lines.Select(line => new JournalLineResponse(
            line.Line,
            line.Type,
            line.At.In(zone),
            JsonSerializer.Deserialize(line.Actor, StoredDraftJson.Default.LineActorResponse)!,
            Details(line.Payload, zone),
            Convert.ToHexStringLower(line.Hash)))];

    private static JsonElement Details(byte[] payload, ZoneHistory zone)
    {
        using var stored = JsonDocument.Parse(payload);
        var details = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(details, Answers.Readable))
        {
            writer.WriteStartObject();
            foreach (var member in stored.RootElement.EnumerateObject())
            {
                if (!leftOut.Contains(member.Name))
                    Write(writer, member, zone);
            }
            writer.WriteEndObject();
        }
        var reader = new Utf8JsonReader(details.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter writer, JsonProperty member, ZoneHistory zone)
    {
        writer.WritePropertyName(member.Name);
        if (asTheDraft.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String && member.Value.TryGetDateTimeOffset(out var time))
            writer.WriteStringValue(time.In(zone));
        else
            Write(writer, member.Value, zone);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, ZoneHistory zone)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                    Write(writer, member, zone);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, zone);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}

/// <summary>Where the next page of a journal begins, as a text; it belongs to one draft or profile.</summary>
internal static class TimelineCursors
{
    public static string? Next(BoundedRows<JournalLine> page, string subject)
    {
        if (!page.More)
            return null;
        Span<byte> key = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(key, page.Rows[^1].Line);
        return SummedCursor.Write(key, Filter(subject));
    }

    /// <summary>The last line of the page before; 0 without a cursor.</summary>
    public static int Read(QueryParameters query, string subject)
    {
        if (query.Text("cursor") is not { } cursor)
            return 0;
        Span<byte> key = stackalloc byte[sizeof(int)];
        if (SummedCursor.TryRead(cursor, Filter(subject), key) && BinaryPrimitives.ReadInt32BigEndian(key) is >= 0 and var line)
            return line;
        query.Refuse("cursor", "This is not a cursor of this journal. Begin again without one.", "Это не курсор этого журнала. Начните без курсора.");
        return 0;
    }

    private static string Filter(string subject) => $"journal\n{subject}";
}
