using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Feeds;

/// <summary>What happens to a profile, as it happens. A place is the line of its journal.</summary>
internal sealed class ProfileEventEndpoints(LiveChanges live, ProfileQueries queries, StreamLives lives, IOptions<FeedSettings> settings)
{
    private const int PageSize = 50;

    private static readonly ProfileEventJson json = new(ReadableJson.Of(ProfileEventJson.Default.Options));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Get, "/profiles/{number}/events", routes.ServiceProvider.GetRequiredService<ProfileEventEndpoints>().Of)
        .WithMetadata(RequestLimit.Streams).Described(FeedDocuments.OfProfile());

    private async Task<IResult> Of(HttpContext context)
    {
        if (!context.Request.TryReadNumber(out var number) || await queries.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
            return ProfileEndpoints.NoSuchProfile;

        var (seen, fault) = EventEndpoints.Seen(context);
        if (fault is not null)
            return fault;
        if ((string?)context.Request.Headers[EventEndpoints.LastEventId] is { } last)
        {
            if (!WholeNumber.TryReadCount(last, out int place) || place > profile.LastLine)
                return EventEndpoints.UnknownPlace;
            seen = place;
        }

        using var life = lives.Begin(context);
        if (life is null)
            return lives.TooMany;
        await life.Last(end => Stream(context, number, profile.Id, seen ?? profile.LastLine, end));
        return Results.Empty;
    }

    private async Task Stream(HttpContext context, RegistrationNumber number, ProfileId id, int seen, CancellationToken end)
    {
        // Joined before it is looked at, so that nothing falls between.
        using var news = await live.Join(id.Value, end);
        var stream = new ServerSentEvents(context);
        stream.Begin();
        stream.AddNothing(Place(seen));
        await stream.Flush(end);

        // An update may take it out of the caller's sight.
        while (await queries.Find(number, context.Actor(), end) is { } profile)
        {
            while (profile.LastLine > seen)
            {
                foreach (var line in (await queries.Lines(id, seen, profile.LastLine, PageSize, end)).Rows)
                {
                    stream.Add(Place(line.Line), "profile", JsonSerializer.SerializeToUtf8Bytes(Answer(number, line), json.ProfileEventResponse));
                    seen = line.Line;
                }
                await stream.Flush(end);
            }
            while (!await news.Next(settings.Value.KeepAlive, end))
            {
                stream.AddNothing(Place(seen));
                await stream.Flush(end);
            }
        }
    }

    private static string Place(int line) => line.ToString(CultureInfo.InvariantCulture);

    private static ProfileEventResponse Answer(RegistrationNumber number, JournalLine line) =>
        new(number, line.At.In(MoscowDays.Zone), line.Type, line.Line, Official.WhoWrote(line));
}

/// <summary>
/// What happened to a profile, for those who watch it: <paramref name="What"/> is the name in its journal, <paramref name="Line"/> the line. It has no content.
/// </summary>
/// <param name="What">What happened, by the name in the journal.</param>
/// <param name="By">Who did it, if it was a person.</param>
public sealed record ProfileEventResponse(RegistrationNumber Number, DateTimeOffset At, string What, int Line, Official? By);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProfileEventResponse))]
internal sealed partial class ProfileEventJson : JsonSerializerContext;
