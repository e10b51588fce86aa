using System.Buffers.Binary;
using System.Text.Json.Nodes;
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

    private static readonly JsonSerializerOptions readable = ReadableJson.Of(JsonSerializerOptions.Default);

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
        var details = StoredPayload.Without(payload, leftOut);
        ShowAsTheDraft(details, zone);
        return JsonElement.Parse(details.ToJsonString(readable));
    }

    private static void ShowAsTheDraft(JsonNode? node, ZoneHistory zone)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                    ShowAsTheDraft(item, zone);
                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (asTheDraft.Contains(name) && value is JsonValue text && text.TryGetValue<DateTimeOffset>(out var time))
                        members[name] = time.In(zone);
                    else
                        ShowAsTheDraft(value, zone);
                }
                break;
        }
    }
}

/// <summary>What a line says, as it is stored.</summary>
internal static class StoredPayload
{
    public static JsonObject Without(byte[] payload, IEnumerable<string> members)
    {
        var stored = JsonNode.Parse(payload)!.AsObject();
        foreach (var member in members)
            stored.Remove(member);
        return stored;
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
