using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Http;

/// <summary>What <c>If-Match</c> says the caller has seen.</summary>
internal readonly struct Precondition
{
    public static readonly Problem Malformed = Problems.BadInput("/If-Match", "Expected entity tags in quotes, as ETag gave them.");

    public static readonly Problem Needed = Problems.PreconditionRequired(
        "Send the ETag of the draft as you saw it in If-Match; * says nothing of what you saw.");

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
