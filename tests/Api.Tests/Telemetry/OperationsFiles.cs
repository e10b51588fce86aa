using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>What <c>ops/</c> holds for Grafana and Prometheus, and the page that explains it.</summary>
internal static partial class OperationsFiles
{
    public static string Folder { get; } = Path.Combine(Silo.Settings.Installation.Repository!, "ops");

    public static string Page { get; } = File.ReadAllText(Path.Combine(Silo.Settings.Installation.Repository!, "docs", "operations.md"));

    public static string Alerts { get; } = File.ReadAllText(Path.Combine(Folder, "prometheus", "alerts.yml"));

    public static string AlertTests { get; } = File.ReadAllText(Path.Combine(Folder, "prometheus", "alerts.test.yml"));

    public static IEnumerable<(string File, JsonNode Dashboard)> Dashboards =>
        Directory.GetFiles(Path.Combine(Folder, "grafana"), "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), JsonNode.Parse(File.ReadAllText(file))!));

    /// <summary>Of the panels of all dashboards, with Grafana's own variable filled in.</summary>
    public static IEnumerable<(string Where, string Expression)> PanelExpressions =>
        from dashboard in Dashboards
        from panel in dashboard.Dashboard["panels"]!.AsArray()
        from target in panel!["targets"]!.AsArray()
        select ($"{dashboard.File}, {panel["title"]}", target!["expr"]!.GetValue<string>().Replace("$__rate_interval", "5m", StringComparison.Ordinal));

    public static IEnumerable<string> AlertNames => AlertName().Matches(Alerts).Select(match => match.Groups["name"].Value);

    /// <summary>Whatever stands behind <c>expr:</c>, be it on that line or, indented deeper, on the next ones.</summary>
    public static IEnumerable<string> AlertExpressions => AlertExpression().Matches(Alerts).Select(match => match.Groups["expression"].Value);

    [GeneratedRegex(@"- alert: (?<name>\w+)")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"^        expr: (?:>-)?(?<expression>.*(?:\n {10,}.*)*)$", RegexOptions.Multiline)]
    private static partial Regex AlertExpression();
}
