using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>What happens to an entry of a register, as it happens. A place is the line of its journal.</summary>
internal sealed class EntryEventEndpoints(LiveChanges live, IEntries entries, EntryQueries queries, StreamLives lives, LocalTimes times, IOptions<FeedSettings> settings)
{
    private static readonly EntryEventJson json = new(ReadableJson.Of(EntryEventJson.Default.Options));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Get, "/entries/{id}/events", routes.ServiceProvider.GetRequiredService<EntryEventEndpoints>().Of)
        .WithMetadata(RequestLimit.Streams).Described(EntryDocuments.Events());

    private async Task<IResult> Of(HttpContext context)
    {
        if (!Guid.TryParseExact(context.Request.RouteValues["id"] as string, "D", out var id) || await Seen(context, id, context.RequestAborted) is not { } stored)
            return EntryEndpoints.NoSuchEntry;

        var (seen, fault) = EventEndpoints.Seen(context);
        if (fault is not null)
            return fault;
        if ((string?)context.Request.Headers[EventEndpoints.LastEventId] is { } last)
        {
            if (!WholeNumber.TryReadCount(last, out int place) || place > stored.Lines.Count)
                return EventEndpoints.UnknownPlace;
            seen = place;
        }

        using var life = lives.Begin(context);
        if (life is null)
            return lives.TooMany;
        await life.Last(end => Stream(context, id, seen ?? stored.Lines.Count, end));
        return Results.Empty;
    }

    private async Task Stream(HttpContext context, Guid id, int seen, CancellationToken end)
    {
        // Joined before it is looked at, so that nothing falls between.
        using var news = await live.Join(id, end);
        var stream = new ServerSentEvents(context);
        stream.Begin();
        stream.AddNothing(Place(seen));
        await stream.Flush(end);

        // Who leaves its circle hears no more.
        while (await Seen(context, id, end) is { } stored)
        {
            if (stored.Lines.Count > seen)
            {
                var entry = stored.Fold()!;
                foreach (var line in stored.Lines.Skip(seen))
                    stream.Add(Place(line.Line), "entry", JsonSerializer.SerializeToUtf8Bytes(Answer(entry, line), json.EntryEventResponse));
                seen = stored.Lines.Count;
                await stream.Flush(end);
            }
            while (!await news.Next(settings.Value.KeepAlive, end))
            {
                stream.AddNothing(Place(seen));
                await stream.Flush(end);
            }
        }
    }

    private async Task<WholeEntry?> Seen(HttpContext context, Guid id, CancellationToken cancellation)
    {
        var stored = await queries.Read(id, cancellation);
        return entries.View(stored, context.Actor()) is null ? null : stored;
    }

    private static string Place(int line) => line.ToString(CultureInfo.InvariantCulture);

    private EntryEventResponse Answer(Entry entry, JournalLine line) =>
        new(entry.Id, entry.Kind, entry.Number, line.At.In(times.ZoneOf(entry.Authority)), line.Type, line.Line, Official.WhoWrote(line));
}

/// <summary>
/// What happened to an entry, for those who watch it: <paramref name="What"/> is the name in its journal, <paramref name="Line"/> the line. It has no content.
/// </summary>
/// <param name="Kind">The register.</param>
/// <param name="What">What happened, by the name in the journal.</param>
/// <param name="By">Who did it, if it was a person.</param>
public sealed record EntryEventResponse(Guid Id, string Kind, string Number, DateTimeOffset At, string What, int Line, Official? By);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EntryEventResponse))]
internal sealed partial class EntryEventJson : JsonSerializerContext;
