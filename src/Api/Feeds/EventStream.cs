using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Api.Feeds;

/// <summary>Server-sent events. Each flush waits for the client, so a slow one is read for no faster than it takes.</summary>
internal class ServerSentEvents(HttpContext context)
{
    public const string ContentType = "text/event-stream";

    public void Begin()
    {
        var headers = context.Response.Headers;
        headers.ContentType = ContentType;
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no"; // proxies would hold events back
    }

    public void Add(string id, string name, ReadOnlySpan<byte> data)
    {
        Text($"id: {id}\nevent: {name}\ndata: ");
        context.Response.BodyWriter.Write(data);
        Text("\n\n");
    }

    /// <summary>Shows that the stream lives, and moves the place on.</summary>
    public void AddNothing(string id) => Text($": nothing new\nid: {id}\n\n");

    public async Task Flush(CancellationToken cancellation) => await context.Response.BodyWriter.FlushAsync(cancellation);

    private void Text(string text) => Encoding.UTF8.GetBytes(text, context.Response.BodyWriter);
}

/// <summary>What happens to drafts, as such events.</summary>
internal sealed class EventStream(HttpContext context, LocalTimes times, Func<DraftChange, bool> tellsWho) : ServerSentEvents(context)
{
    private static readonly EventResponseJson json = new(ReadableJson.Of(EventResponseJson.Default.Options));

    public async Task Write(FeedBatch batch, CancellationToken cancellation)
    {
        foreach (var (place, change) in batch.Changes)
            Add(place, "draft", JsonSerializer.SerializeToUtf8Bytes(Answer(change), json.EventResponse));
        if (batch.Changes.Count == 0)
            AddNothing(batch.Place);
        await Flush(cancellation);
    }

    private EventResponse Answer(DraftChange change) => new(
        change.Id, change.Number, change.Authority, change.Version, change.Status, change.At.In(times.ZoneOf(change.Authority)), change.What, change.Line,
        tellsWho(change) ? change.By : null);
}

/// <summary>
/// What happened to a draft, for those who watch it: <paramref name="What"/> is the name in its journal, <paramref name="Line"/> the line. Status
/// and version are those after it. It has no content.
/// </summary>
/// <param name="What">What happened, by the name in the journal.</param>
/// <param name="By">Who did it, if it was a person; for those who may read the draft's journal.</param>
public sealed record EventResponse(
    DraftId Id,
    RegistrationNumber? Number,
    AuthorityCode Authority,
    int Version,
    DraftStatus Status,
    DateTimeOffset At,
    string What,
    int Line,
    Official? By);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventResponse))]
internal sealed partial class EventResponseJson : JsonSerializerContext;
