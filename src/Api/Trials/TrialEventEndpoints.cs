using System.Globalization;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Api.Trials;

/// <summary>A trial run as it goes on: an event whenever more has been examined, and the last one when it has ended.</summary>
internal sealed class TrialEventEndpoints(
    IGrainFactory grains, StreamLives lives, LocalTimes times, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    /// <summary>No more events in less than this: what comes between is in the next one.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    private static readonly TrialAnswerJson json = new(ReadableJson.Of(TrialAnswerJson.Default.Options));

    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map(HttpMethods.Get, "/trial-runs/{id}/events", routes.ServiceProvider.GetRequiredService<TrialEventEndpoints>().Of)
        .WithMetadata(RequestLimit.Streams).Described(TrialDocuments.Watch());

    private async Task<IResult> Of(HttpContext context)
    {
        if (await TrialEndpoints.Find(context, grains, Operation.WatchTrialRun) is not { } run)
            return TrialEndpoints.NoSuchRun;
        using var life = lives.Begin(context);
        if (life is null)
            return lives.TooMany;
        await life.Last(end => Stream(context, run, end));
        return Results.Empty;
    }

    private async Task Stream(HttpContext context, TrialRun run, CancellationToken end)
    {
        var stream = new ServerSentEvents(context);
        stream.Begin();
        for (var place = 1; ; place++)
        {
            var answer = new TrialAnswer(run, context.Actor(), reference, times, MoscowDays.Of(clock.GetUtcNow())).Run(withResult: !run.Status.HasEnded());
            stream.Add(place.ToString(CultureInfo.InvariantCulture), "trial", JsonSerializer.SerializeToUtf8Bytes(answer, json.TrialRunResponse));
            await stream.Flush(end);
            if (run.Status.HasEnded())
                return;
            await Task.Delay(pause, end);
            if (await grains.Trial(run.Id).Next(run.Progress?.Share ?? 0, run.Status, patience).WaitAsync(end) is not { } next)
                return;
            run = next;
        }
    }
}
