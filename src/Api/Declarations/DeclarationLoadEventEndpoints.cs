using System.Globalization;
using System.Text.Json;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>A load as it goes on, on whichever node: an event whenever more of it is stored, and the last one when it has ended.</summary>
internal sealed class DeclarationLoadEventEndpoints(DeclarationQueries queries, StreamLives lives)
{
    /// <summary>Counts are stored with each thousand lines, so they are looked at and not told.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(500);

    private static readonly DeclarationResponseJson json = new(ReadableJson.Of(DeclarationResponseJson.Default.Options));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Get, "/declarations/loads/{id}/events", routes.ServiceProvider.GetRequiredService<DeclarationLoadEventEndpoints>().Of)
        .WithMetadata(RequestLimit.Streams).Described(DeclarationLoadDocuments.Watch());

    private async Task<IResult> Of(HttpContext context)
    {
        if (!WholeNumber.TryReadCount<long>(context.Request.RouteValues["id"] as string ?? "", out var id) || await queries.Load(id, context.RequestAborted) is not { } row
            || PermissionTable.Of(Operation.WatchDeclarationLoad).Refuse(context.Actor(), row.Authority) is not null)
            return DeclarationLoadEndpoints.NoSuchLoad;
        using var life = lives.Begin(context);
        if (life is null)
            return lives.TooMany;
        await life.Last(end => Stream(context, row, end));
        return Results.Empty;
    }

    private async Task Stream(HttpContext context, LoadRow row, CancellationToken end)
    {
        var stream = new ServerSentEvents(context);
        stream.Begin();
        for (var place = 1; ; place++)
        {
            stream.Add(place.ToString(CultureInfo.InvariantCulture), "load", JsonSerializer.SerializeToUtf8Bytes(DeclarationLoadResponse.Of(row), json.DeclarationLoadResponse));
            await stream.Flush(end);
            if (row.EndedAt is not null)
                return;
            LoadRow? now;
            do
            {
                await Task.Delay(pause, end);
                now = await queries.Load(row.Id, end);
            }
            while (now is not null && now.EndedAt is null && now.Lines == row.Lines);
            if (now is null)
                return;
            row = now;
        }
    }
}
