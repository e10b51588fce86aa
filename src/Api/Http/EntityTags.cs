using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Http;

/// <summary>
/// The tag of a draft is the number of its last journal line, those of the calendar and of the classifiers their revisions. What a caller sees depends on who asks, so
/// an answer may be kept only by the caller itself, and only to be asked for again.
/// </summary>
internal static class EntityTags
{
    public static string Of(long state) => string.Create(CultureInfo.InvariantCulture, $"\"{state}\"");

    public static void Tag(this HttpResponse response, long state)
    {
        response.Headers.ETag = Of(state);
        response.Headers.Vary = "Authorization";
        response.Headers.CacheControl = "private, no-cache";
    }

    /// <summary>Tags the answer; true if the caller has this state already, and has been answered 304.</summary>
    public static bool KnowsAlready(this HttpContext context, long state)
    {
        context.Response.Tag(state);
        if (!IsKnown(context.Request, state))
            return false;

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Whether the caller has this state already (<c>If-None-Match</c>); then 304 is the answer.</summary>
    private static bool IsKnown(HttpRequest request, long state)
    {
        var sent = request.Headers.IfNoneMatch;
        if (sent.Count == 0 || !EntityTagHeaderValue.TryParseList(sent, out var tags))
            return false;

        var current = new EntityTagHeaderValue(Of(state));
        foreach (var tag in tags)
        {
            if (tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false))
                return true;
        }
        return false;
    }
}
