using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Cluster;

/// <summary>Orleans' own dashboard: a program of scripts, made by others, in English.</summary>
public interface IClusterDashboard
{
    /// <summary>Where it is. What its files load stands beside them, hence the stroke at the end.</summary>
    const string Place = $"{Places.Prefix}/cluster/";

    /// <summary>Whatever stands below that place.</summary>
    Task Answer(HttpContext context);
}

/// <summary>The dashboard for whoever may see the cluster.</summary>
internal static class ClusterPages
{
    /// <summary>As that of all pages, but for pictures and letters within its style sheet, and for a style that its first page has at an element.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>What would show more than the cluster: the state of a grain is what a draft says, which operators do not read.</summary>
    private static readonly string[] closed = ["GrainState", "Trace"];

    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/cluster/{**path}", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        await desk.Get("/cluster");
        var path = (desk.Context.Request.RouteValues["path"] as string)?.Trim('/');
        return closed.Contains(path?.Split('/')[0], StringComparer.OrdinalIgnoreCase) ? Results.NotFound() : new Dashboard();
    }

    private sealed class Dashboard : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return httpContext.RequestServices.GetRequiredService<IClusterDashboard>().Answer(httpContext);
        }
    }
}
