using System.Text.Json.Serialization;
using RmsOrleans.Api.Edge;

namespace RmsOrleans.Api.Health;

/// <summary>The process answers.</summary>
public sealed record LiveResponse(string Status);

/// <summary>The program can do its work, and how everything is that it needs for that.</summary>
public sealed record ReadyResponse(string Status, ImmutableArray<ReadinessEntry> Checks);

/// <summary>Live: the process answers. Ready: it can do its work now.</summary>
internal sealed class HealthEndpoints(Readiness readiness)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<HealthEndpoints>();
        routes.MapRead("/health/live", context => Answers.Ok(new LiveResponse("live"), HealthResponseJson.Default.LiveResponse))
            .WithMetadata(RequestLimit.None).Described(HealthDocuments.Live());
        routes.MapRead("/health/ready", endpoints.Ready).WithMetadata(RequestLimit.None).Described(HealthDocuments.Ready());
    }

    private async Task<IResult> Ready(HttpContext context)
    {
        var entries = await readiness.Check(context.RequestAborted);
        return entries.All(entry => entry.Well)
            ? Answers.Ok(new ReadyResponse("ready", entries), HealthResponseJson.Default.ReadyResponse)
            : Problems.NotReady(entries);
    }
}

/// <summary>How the program is.</summary>
internal static class HealthDocuments
{
    public static RouteDocument Live() => new RouteDocument("Health", Operation.Live, "The process answers")
        .Answer<LiveResponse>(200, "It lives.", Examples.Live);

    public static RouteDocument Ready() => new RouteDocument("Health", Operation.Ready, "The program can do its work now")
        .Text("Storage, schema and grains answer, and the program is not on its way out. Reasons name no host, role or file.")
        .Answer<ReadyResponse>(200, "Everything is well.", Examples.Ready)
        .Refuses(Problems.NotReady(Examples.NotReady));
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LiveResponse))]
[JsonSerializable(typeof(ReadyResponse))]
internal sealed partial class HealthResponseJson : JsonSerializerContext;
