using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;

namespace RmsOrleans.Api.Health;

/// <summary>How the program is.</summary>
public sealed record HealthAnswer(string Status);

/// <summary>Live: the process answers. Ready: it can do its work now.</summary>
internal sealed class HealthEndpoints(Readiness readiness)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<HealthEndpoints>();
        routes.MapRead("/health/live", context => context.Answer(StatusCodes.Status200OK, new HealthAnswer("live"), AnswerJson.Default.HealthAnswer))
            .WithMetadata(Share.OfNobody).Described(RegisterDocuments.Live());
        routes.MapRead("/health/ready", endpoints.Ready).WithMetadata(Share.OfNobody).Described(RegisterDocuments.Ready());
    }

    private async Task Ready(HttpContext context)
    {
        var faults = await readiness.Check(context.RequestAborted);
        await (faults.IsEmpty
            ? context.Answer(StatusCodes.Status200OK, new HealthAnswer("ready"), AnswerJson.Default.HealthAnswer)
            : context.Answer(Problems.NotReady(faults)));
    }
}
