using System.Globalization;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>Options as <c>--name value</c>; an option without a value is a switch.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> given = [];
    private readonly string[] words;

    public Arguments(string[] words)
    {
        this.words = words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                throw new BenchmarkFailedException($"Options begin with --, but here stands '{words[i]}'.");
            var hasValue = i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal);
            given[words[i][2..]] = hasValue ? words[++i] : "";
        }
    }

    /// <summary>As they were given.</summary>
    public override string ToString() => string.Join(' ', words);

    public bool Has(string name) => given.Remove(name);

    public string Text(string name, string otherwise) => given.Remove(name, out var value) ? value : otherwise;

    public int Whole(string name, int otherwise, int least = 1, int most = int.MaxValue)
    {
        if (!given.Remove(name, out var text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new BenchmarkFailedException($"--{name} takes a whole number from {least} to {most}.");
    }

    /// <summary>To be called when all known options were asked for: a slip of the pen is no default.</summary>
    public void NoOthers()
    {
        if (given.Count > 0)
            throw new BenchmarkFailedException($"Unknown: {string.Join(", ", given.Keys.Select(name => "--" + name))}.");
    }
}
