using System.Diagnostics;
using System.Text.Json;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>What Prometheus' own tool says of the rules and of the expressions in dashboards.</summary>
public sealed class PromtoolTests
{
    [PromtoolFact]
    public Task Every_alert_fires_when_it_should_and_only_then() => Run("test rules alerts.test.yml", Path.Combine(OperationsFiles.Folder, "prometheus"));

    [PromtoolFact]
    public async Task Prometheus_understands_every_expression_of_the_dashboards()
    {
        var folder = Directory.CreateTempSubdirectory("rms-promtool-").FullName;
        var rules = OperationsFiles.PanelExpressions.Select((each, i) => new { record = $"panel:{i}", expr = each.Expression });
        await File.WriteAllTextAsync(Path.Combine(folder, "panels.json"), JsonSerializer.Serialize(new { groups = new[] { new { name = "panels", rules } } }));

        await Run("check rules panels.json", folder);

        Directory.Delete(folder, recursive: true);
    }

    private static async Task Run(string arguments, string folder)
    {
        var run = await CommandRun.Of(new ProcessStartInfo("promtool", arguments) { WorkingDirectory = folder });
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    /// <summary>Skipped where the tool is not installed, except in CI, where it then fails.</summary>
    private sealed class PromtoolFactAttribute : FactAttribute
    {
        public PromtoolFactAttribute()
        {
            var path = Environment.GetEnvironmentVariable("PATH") ?? "";
            if (!path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool"))) && !PostgresFactAttribute.IsCi)
                Skip = "No promtool: it comes with Debian's package prometheus.";
        }
    }
}
