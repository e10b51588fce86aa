using System.Globalization;
using System.Text;

namespace RmsOrleans.Api.Json;

/// <summary>Where a walk over a document stands; written as a JSON pointer (RFC 6901) only when it is asked for.</summary>
internal sealed class JsonPath
{
    private const int LongestName = 100;

    private readonly List<(string? Member, int Index)> steps = [];

    public void Push(string member) => steps.Add((member, 0));

    public void Push(int index) => steps.Add((null, index));

    public void Pop() => steps.RemoveAt(steps.Count - 1);

    public string ToPointer()
    {
        var pointer = new StringBuilder();
        foreach (var (member, index) in steps)
            pointer.Append('/').Append(member is null ? index.ToString(CultureInfo.InvariantCulture) : Escape(member));
        return pointer.ToString();
    }

    /// <summary>A member's name comes from the caller; a long one is cut.</summary>
    private static string Escape(string member)
    {
        var cut = char.IsHighSurrogate(member[Math.Min(member.Length, LongestName) - 1]) ? LongestName - 1 : LongestName;
        return (member.Length > LongestName ? $"{member[..cut]}…" : member).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}
