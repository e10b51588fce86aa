using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>Names of metrics in Prometheus, by the rules of OpenTelemetry for names that go there; and which an expression uses.</summary>
internal static partial class PrometheusNames
{
    private static readonly string[] words = ["and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "offset", "bool"];

    /// <summary>One name, or for a histogram three.</summary>
    public static IEnumerable<string> Of(Instrument instrument)
    {
        var name = NotInAName().Replace(instrument.Name, "_") + Unit(instrument.Unit);
        return instrument.GetType().GetGenericTypeDefinition() switch
        {
            var type when type == typeof(Histogram<>) => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            var type when type == typeof(Counter<>) || type == typeof(ObservableCounter<>) => [$"{name}_total"],
            _ => [name],
        };
    }

    /// <summary>Every name in an expression of PromQL that is neither a function, an operator nor a label.</summary>
    public static IEnumerable<string> In(string expression) =>
        Name().Matches(NotAMetric().Replace(expression, " ")).Select(match => match.Value).Except(words);

    private static string Unit(string? unit) => unit switch
    {
        null or "" or ['{', ..] => "",
        "s" or "seconds" => "_seconds",
        "ms" => "_milliseconds",
        "By" or "bytes" => "_bytes",
        "MB" => "_MB",
        _ => throw new NotSupportedException($"Nobody has said what Prometheus makes of the unit {unit}."),
    };

    [GeneratedRegex("[^a-zA-Z0-9_:]")]
    private static partial Regex NotInAName();

    /// <summary>Texts, matchers of labels, ranges, and lists of labels.</summary>
    [GeneratedRegex("""
        \{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|\boffset\s+\w+|\b\d[\w.]*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotAMetric();

    [GeneratedRegex(@"\b[a-zA-Z_:][a-zA-Z0-9_:]*\b(?!\s*\()")]
    private static partial Regex Name();
}
