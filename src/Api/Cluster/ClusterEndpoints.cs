using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Cluster;

/// <summary>The silos that make up the cluster, as this one sees them.</summary>
public interface IClusterView
{
    ImmutableArray<SiloOfCluster> Silos { get; }
}

/// <summary>A silo.</summary>
/// <param name="Address">Where the others reach it, with the number of its start: a silo that comes back is another.</param>
/// <param name="State">As Orleans calls it: <c>Active</c> takes part; one that is coming or going says so. Those that are dead are left out.</param>
/// <param name="Answers">Whether it is the one that gave this answer.</param>
public sealed record SiloOfCluster(string Address, string State, bool Answers);

/// <summary>The silos of the cluster.</summary>
/// <param name="Silos">Those that are there, by their addresses.</param>
public sealed record ClusterResponse(ImmutableArray<SiloOfCluster> Silos);

/// <summary>For those who run the program.</summary>
internal sealed class ClusterEndpoints(IClusterView cluster)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/cluster", Admission.To(Operation.GetCluster, routes.ServiceProvider.GetRequiredService<ClusterEndpoints>().Show)).Described(ClusterDocuments.Show());

    private Task<IResult> Show(HttpContext context) => Task.FromResult(Answers.Ok(new ClusterResponse(cluster.Silos), ClusterResponseJson.Default.ClusterResponse));
}

internal static class ClusterDocuments
{
    public static RouteDocument Show() => new RouteDocument("Health", Operation.GetCluster, "The silos of the cluster")
        .Text("As the one that answers sees them. Who may ask this may also look at the dashboard of the cluster, `/desk/cluster/`.")
        .Answer<ClusterResponse>(200, "As it stands.", Example)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFor(Operation.GetCluster));

    private static JsonNode Example() => JsonNode.Parse(
        """
        { "silos": [ { "address": "172.30.71.11:11111@143215680", "state": "Active", "answers": true }, { "address": "172.30.71.12:11111@143215684", "state": "Active", "answers": false } ] }
        """)!;
}

/// <summary>The bodies of answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClusterResponse))]
internal sealed partial class ClusterResponseJson : JsonSerializerContext;
