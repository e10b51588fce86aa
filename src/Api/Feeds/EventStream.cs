using System.Buffers;
using System.Text;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Api.Feeds;

/// <summary>Server-sent events. Each flush waits for the client, so a slow one is read for no faster than it takes.</summary>
internal sealed class EventStream(HttpContext context, LocalTimes times)
{
    public const string ContentType = "text/event-stream";

    private static readonly EventAnswerJson json = new(ReadableJson.Of(EventAnswerJson.Default.Options));

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
            body.Write(JsonSerializer.SerializeToUtf8Bytes(Answer(change), json.EventAnswer));
            Text("\n\n");
        }
        if (batch.Changes.Count == 0)
            Text($": nothing new\nid: {batch.Place}\n\n");
        await body.FlushAsync(cancellation);

        void Text(string text) => Encoding.UTF8.GetBytes(text, body);
    }

    private EventAnswer Answer(DraftChange change) => new(
        change.Id, change.Number, change.Authority, change.Version, change.Status, change.At.In(times.ZoneOf(change.Authority)), change.What, change.Line);
}
