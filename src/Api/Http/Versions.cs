using System.Globalization;

namespace RmsOrleans.Api.Http;

/// <summary>Versions of a draft or a profile, as routes and queries name them: from 1 to the last one.</summary>
internal static class Versions
{
    /// <summary>The version that the route names; null if there is no such version.</summary>
    public static int? Named(HttpContext context, int last) =>
        TryRead(context.Request.RouteValues["n"] as string, last, out var version) ? version : null;

    /// <summary>The version that <c>from</c> names, to compare with.</summary>
    public static int? From(QueryParameters query, int last) =>
        query.Value<int>("from", $"a version from 1 to {last}", (string text, out int version) => TryRead(text, last, out version));

    private static bool TryRead(string? text, int last, out int version) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version) && version >= 1 && version <= last;
}
