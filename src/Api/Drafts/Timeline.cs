using RmsOrleans.Grains.Kernel.Terms;
using System.Buffers;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Turns stored lines into a timeline.</summary>
internal static class Timeline
{
    /// <summary>Large, and shown by other routes; the request's key is the caller's own affair.</summary>
    private static readonly string[] leftOut = ["content", "note", "request"];

    public static JournalAnswer Of(DraftId id, List<JournalLine> lines, ZoneHistory zone) =>
        new(id, Of(lines, zone));

    public static ImmutableArray<JournalLineAnswer> Of(List<JournalLine> lines, ZoneHistory zone) =>
        [.. lines.Select(line => new JournalLineAnswer(
            line.Line,
            line.Type,
            line.At.In(zone),
            JsonSerializer.Deserialize(line.Actor, StoredDraftJson.Default.LineActorAnswer)!,
            Details(line.Payload),
            Convert.ToHexStringLower(line.Hash)))];

    private static JsonElement Details(byte[] payload)
    {
        using var stored = JsonDocument.Parse(payload);
        var details = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(details, Answers.Readable))
        {
            writer.WriteStartObject();
            foreach (var member in stored.RootElement.EnumerateObject())
            {
                if (!leftOut.Contains(member.Name))
                    member.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        var reader = new Utf8JsonReader(details.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
