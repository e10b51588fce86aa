using System.Globalization;
using Microsoft.Net.Http.Headers;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Http;

/// <summary>
/// The tag of a draft is the number of its last journal line, those of the calendar and of the classifiers their revisions. What a caller sees depends on who asks, so
/// an answer may be kept only by the caller itself, and only to be asked for again.
/// </summary>
internal static class EntityTags
{
    /// <summary>
    /// The tag is that of the state and the same in both languages, for <c>If-Match</c> names what was seen. A caller that changes its language asks
    /// without <c>If-None-Match</c>.
    /// </summary>
    public const string Vary = "Authorization, Accept-Language";

    public static string Of(long state) => string.Create(CultureInfo.InvariantCulture, $"\"{state}\"");

    public static void Tag(this HttpResponse response, long state)
    {
        response.Headers.ETag = Of(state);
        response.Headers.Vary = Vary;
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

/// <summary>What <c>If-Match</c> says the caller has seen.</summary>
internal readonly struct Precondition
{
    public static readonly Problem Malformed = Problems.BadInput(
        "/If-Match", new("Expected entity tags in quotes, as ETag gave them.", "Ожидаются метки состояния в кавычках в том виде, в каком они получены в ETag."));

    public static readonly Problem Needed = Problems.PreconditionRequired(new(
        "Send the ETag of the draft as you saw it in If-Match; * says nothing of what you saw.",
        "Передайте в If-Match значение ETag проекта, который Вы видели; * не указывает, что именно Вы видели."));

    private Precondition(bool isSent, bool isAny, int[] lines) => (IsSent, IsAny, Lines) = (isSent, isAny, lines);

    public bool IsSent { get; }

    /// <summary><c>*</c>: any state will do. It says nothing of what was seen.</summary>
    public bool IsAny { get; }

    /// <summary>The states that the tags stand for, journal lines or revisions; a tag that never was one of ours is -1, which nothing has.</summary>
    public int[] Lines { get; }

    /// <summary>The one line that a grain is to insist on: that which stands now, if it was named; null if none was.</summary>
    public int? LineFor(int current) => !IsSent || IsAny ? null : Lines.Contains(current) ? current : Lines.DefaultIfEmpty(0).Max();

    /// <summary>False if the header cannot be read.</summary>
    public static bool TryRead(HttpRequest request, out Precondition seen)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0)
        {
            seen = new Precondition(false, false, []);
            return true;
        }
        if (!EntityTagHeaderValue.TryParseStrictList(sent, out var tags))
        {
            seen = default;
            return false;
        }
        seen = new Precondition(true, tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)), [.. tags.Select(LineOf)]);
        return true;
    }

    /// <summary>The one state to insist on: <paramref name="current"/> if it is among those that were seen, or else the latest of them.</summary>
    public int Among(long current) => Lines.Where(line => line <= current).DefaultIfEmpty(-1).Max();

    /// <summary>A weak tag never matches here (RFC 9110, 13.1.1).</summary>
    private static int LineOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak
        && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
        && tag.Tag.Equals(EntityTags.Of(line), StringComparison.Ordinal)
            ? line
            : -1;
}

/// <summary>Versions of a draft or a profile, as routes and queries name them: from 1 to the last one.</summary>
internal static class Versions
{
    /// <summary>The version that the route names; null if there is no such version.</summary>
    public static int? Named(HttpContext context, int last) =>
        TryRead(context.Request.RouteValues["n"] as string, last, out var version) ? version : null;

    /// <summary>The version that <c>from</c> names, to compare with.</summary>
    public static int? From(QueryParameters query, int last) =>
        query.Value<int>("from", new($"a version from 1 to {last}", $"номер версии от 1 до {last}"), (string text, out int version) => WholeNumber.TryReadCount(text, out version) && version >= 1 && version <= last);

    private static bool TryRead(string? text, int last, out int version) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version) && version >= 1 && version <= last;
}
