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
        routes.MapRead("/health/live", context => Answers.Ok(new LiveAnswer("live"), HealthAnswerJson.Default.LiveAnswer))
            .WithMetadata(Share.OfNobody).Described(HealthDocuments.Live());
        routes.MapRead("/health/ready", endpoints.Ready).WithMetadata(Share.OfNobody).Described(HealthDocuments.Ready());
    }

    private async Task<IResult> Ready(HttpContext context)
    {
        var entries = await readiness.Check(context.RequestAborted);
        return entries.All(entry => entry.Well)
            ? Answers.Ok(new ReadyAnswer("ready", entries), HealthAnswerJson.Default.ReadyAnswer)
            : Problems.NotReady(entries);
    }
}
