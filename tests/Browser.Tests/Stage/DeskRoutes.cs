using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>The pages that the program has, from its own table of routes: one that is new is asked for by itself.</summary>
internal sealed class DeskRoutes
{
    private readonly (string Pattern, Regex Matches, int Literals)[] routes;

    private DeskRoutes(IEnumerable<string> patterns) => routes =
    [
        .. patterns.Select(pattern => (
            pattern, new Regex($"^{Regex.Replace(Regex.Escape(pattern), @"\\\{[^}]*}", "[^/]+")}$"), pattern.Split('/').Count(part => part.Length > 0 && !part.StartsWith('{'))))
        .OrderByDescending(route => route.Item3),
    ];

    public IEnumerable<string> Patterns => routes.Select(route => route.Pattern);

    public static DeskRoutes Of(TheProgram program) => new(
        program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(route => $"/{route.RoutePattern.RawText!.Trim('/')}")
            .Where(IsOurs)
            .Where(pattern => pattern == "/desk" || pattern.StartsWith("/desk/", StringComparison.Ordinal))
            .Distinct());

    /// <summary>Not those of Orleans' dashboard, streams of events, and the ways to and from a provider, which this program has none of.</summary>
    private static bool IsOurs(string pattern) =>
        !pattern.StartsWith("/desk/cluster/", StringComparison.Ordinal) && !pattern.EndsWith("/events", StringComparison.Ordinal)
        && pattern is not ("/desk/login/provider" or "/desk/login/callback");

    /// <summary>The route of an address; null if the desk has none.</summary>
    public string? Of(string place) => routes.FirstOrDefault(route => route.Matches.IsMatch(place.Split('?', '#')[0])).Pattern;
}
