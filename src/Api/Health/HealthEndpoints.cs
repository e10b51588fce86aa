using System.Collections.Immutable;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;

namespace RmsOrleans.Api.Health;

/// <summary>The process answers.</summary>
public sealed record LiveAnswer(string Status);

/// <summary>The program can do its work, and how everything is that it needs for that.</summary>
public sealed record ReadyAnswer(string Status, ImmutableArray<ReadinessEntry> Checks);

/// <summary>Live: the process answers. Ready: it can do its work now.</summary>
internal sealed class HealthEndpoints(Readiness readiness)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<HealthEndpoints>();
        routes.MapRead("/health/live", context => context.Answer(StatusCodes.Status200OK, new LiveAnswer("live"), HealthAnswerJson.Default.LiveAnswer))
            .WithMetadata(Share.OfNobody).Described(HealthDocuments.Live());
        routes.MapRead("/health/ready", endpoints.Ready).WithMetadata(Share.OfNobody).Described(HealthDocuments.Ready());
    }

    private async Task Ready(HttpContext context)
    {
        var entries = await readiness.Check(context.RequestAborted);
        await (entries.All(entry => entry.Well)
            ? context.Answer(StatusCodes.Status200OK, new ReadyAnswer("ready", entries), HealthAnswerJson.Default.ReadyAnswer)
            : context.Answer(Problems.NotReady(entries)));
    }
}
