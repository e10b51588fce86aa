using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Telemetry;

public sealed partial class OperationsFilesTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public void Dashboards_and_alerts_use_only_metrics_that_the_program_exports()
    {
        var exported = Exported().SelectMany(PrometheusNames.Of).ToHashSet();
        var used = OperationsFiles.PanelExpressions.Concat(OperationsFiles.AlertExpressions.Select(expression => ("alerts.yml", expression)));

        var unknown = from each in used from name in PrometheusNames.In(each.Item2) where !exported.Contains(name) select $"{each.Item1}: {name}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void The_page_lists_every_metric_of_ours_and_no_other() => Assert.Equal(
        Exported().Select(instrument => instrument.Name).Where(name => name.StartsWith("rms.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        MetricRow().Matches(OperationsFiles.Page[..OperationsFiles.Page.IndexOf("## Traces", StringComparison.Ordinal)]).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_alert_says_where_the_page_tells_what_to_do() => Assert.All(OperationsFiles.AlertNames, alert =>
    {
        Assert.Contains($"runbook: docs/operations.md#{alert.ToLowerInvariant()}\n", OperationsFiles.Alerts, StringComparison.Ordinal);
        Assert.Contains($"\n#### {alert}\n", OperationsFiles.Page, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_alert_is_tried_with_something_that_raises_it_and_with_something_that_does_not() => Assert.All(OperationsFiles.AlertNames, alert =>
    {
        Assert.Contains($"alertname: {alert}, exp_alerts: [] }}", OperationsFiles.AlertTests, StringComparison.Ordinal);
        Assert.Contains($"alertname: {alert}\n        exp_alerts:\n          - ", OperationsFiles.AlertTests, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_dashboard_has_an_id_of_its_own_and_says_of_each_panel_what_it_shows()
    {
        Assert.NotEmpty(OperationsFiles.Dashboards);
        Assert.Distinct(OperationsFiles.Dashboards.Select(each => each.Dashboard["uid"]!.GetValue<string>()));
        Assert.All(OperationsFiles.Dashboards.SelectMany(each => each.Dashboard["panels"]!.AsArray()), panel =>
        {
            Assert.NotEqual("", panel!["title"]!.GetValue<string>());
            Assert.NotEmpty(panel["targets"]!.AsArray());
        });
    }

    /// <summary>Those that OpenTelemetry's instrumentation adds.</summary>
    private static readonly string[] added = ["System.Runtime", "Npgsql"];

    /// <summary>Instruments of the meters that are exported. Those that come with the first use of something are brought about here.</summary>
    private List<Instrument> Exported()
    {
        foreach (var type in ((Type[])[typeof(GrainClassNames), typeof(IDatabase), typeof(TelemetryExport)]).SelectMany(type => type.Assembly.GetTypes()).Where(type => HoldsInstruments().IsMatch(type.Name)))
            program.Services.GetService(type);
        _ = program.Services.GetServices<IMeasurement>().Count();
        _ = new BackupGauges(program.Services.GetRequiredService<IMeterFactory>()); // of a command
        NpgsqlDataSource.Create("Host=nowhere").Dispose();

        var instruments = new ConcurrentQueue<Instrument>(); // programs of other tests publish meanwhile
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (TelemetryExport.Meters.Contains(instrument.Meter.Name) || added.Contains(instrument.Meter.Name))
                instruments.Enqueue(instrument);
        };
        listener.Start();
        return [.. instruments.DistinctBy(instrument => (instrument.Meter.Name, instrument.Name))];
    }

    [GeneratedRegex("(Metrics|Gauges?)$")]
    private static partial Regex HoldsInstruments();

    [GeneratedRegex(@"^\| `(?<name>rms\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();
}
