using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Api.Feeds;

/// <summary>Server-sent events. Each flush waits for the client, so a slow one is read for no faster than it takes.</summary>
internal sealed class EventStream(HttpContext context, LocalTimes times)
{
    public const string ContentType = "text/event-stream";

    private static readonly EventResponseJson json = new(ReadableJson.Of(EventResponseJson.Default.Options));

    public void Begin()
    {
        var headers = context.Response.Headers;
        headers.ContentType = ContentType;
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no"; // proxies would hold events back
    }

    public async Task Write(FeedBatch batch, CancellationToken cancellation)
    {
        var body = context.Response.BodyWriter;
        foreach (var (place, change) in batch.Changes)
        {
            Text($"id: {place}\nevent: draft\ndata: ");
            body.Write(JsonSerializer.SerializeToUtf8Bytes(Answer(change), json.EventResponse));
            Text("\n\n");
        }
        if (batch.Changes.Count == 0)
            Text($": nothing new\nid: {batch.Place}\n\n");
        await body.FlushAsync(cancellation);

        void Text(string text) => Encoding.UTF8.GetBytes(text, body);
    }

    private EventResponse Answer(DraftChange change) => new(
        change.Id, change.Number, change.Authority, change.Version, change.Status, change.At.In(times.ZoneOf(change.Authority)), change.What, change.Line);
}

/// <summary>
/// What happened to a draft, for those who watch it: <paramref name="What"/> is the name in its journal, <paramref name="Line"/> the line. Status
/// and version are those after it. It has no content.
/// </summary>
/// <param name="What">What happened, by the name in the journal.</param>
public sealed record EventResponse(
    DraftId Id,
    RegistrationNumber? Number,
    AuthorityCode Authority,
    int Version,
    DraftStatus Status,
    DateTimeOffset At,
    string What,
    int Line);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventResponse))]
internal sealed partial class EventResponseJson : JsonSerializerContext;
