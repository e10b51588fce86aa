using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>The variables of OpenTelemetry's specification.</summary>
[Collection(nameof(Traced))]
public sealed class ExportedSignalsTests
{
    private const string Common = "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317";

    [Theory]
    [InlineData("", false, false, false)]
    [InlineData(Common, true, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://traces:4317", true, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://metrics:4317", false, true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://logs:4317", false, false, true)]
    [InlineData(Common + ";OTEL_TRACES_EXPORTER=none", false, true, true)]
    [InlineData(Common + ";OTEL_METRICS_EXPORTER=none;OTEL_LOGS_EXPORTER=none", true, false, false)]
    [InlineData("OTEL_LOGS_EXPORTER=otlp", false, false, true)]
    [InlineData(Common + ";OTEL_SDK_DISABLED=True", false, false, false)]
    public void Each_signal_is_exported_by_itself(string variables, bool traces, bool metrics, bool logs) =>
        Assert.Equal(new ExportedSignals(traces, metrics, logs), ExportedSignals.Of(Configuration(variables)));

    [Fact]
    public void An_exporter_that_the_program_has_not_is_refused() => Assert.Equal(
        "OTEL_METRICS_EXPORTER names prometheus; this program exports by otlp, or none.",
        Assert.Throws<StartRefusedException>(() => ExportedSignals.Of(Configuration("OTEL_METRICS_EXPORTER=prometheus"))).Message);

    [Fact]
    public void A_signal_goes_where_its_own_variables_say()
    {
        var exporter = new OtlpExporterOptions();

        SignalExporter.Of("TRACES", Configuration(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://traces:4318/v1/traces;OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf;OTEL_EXPORTER_OTLP_TRACES_HEADERS=a=b;OTEL_EXPORTER_OTLP_TRACES_TIMEOUT=700;OTEL_EXPORTER_OTLP_LOGS_TIMEOUT=1"))(exporter);

        Assert.Equal(
            ("http://traces:4318/v1/traces", OtlpExportProtocol.HttpProtobuf, "a=b", 700),
            (exporter.Endpoint.ToString(), exporter.Protocol, exporter.Headers, exporter.TimeoutMilliseconds));
    }

    [Fact]
    public async Task The_resource_says_which_version_it_is_and_what_the_environment_calls_it()
    {
        await using var program = new TracedProgram(("OTEL_SERVICE_NAME", "rms-test"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=trial"));

        var resource = program.Services.GetRequiredService<TracerProvider>().GetResource().Attributes.ToDictionary();

        Assert.Equal(("rms-test", "trial"), (resource["service.name"], resource["deployment.environment.name"]));
        Assert.StartsWith("0.1.0", (string)resource["service.version"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sampler_that_the_environment_names_goes_before_our_share()
    {
        await using var program = new TracedProgram(("OTEL_TRACES_SAMPLER", "traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "1"));
        var trace = System.Diagnostics.ActivityTraceId.CreateRandom();

        await program.As(Ceramics.Coordinator).Submit(null, $"traceparent: 00-{trace}-{System.Diagnostics.ActivitySpanId.CreateRandom()}-00");

        Assert.Contains(await program.Spans.Of(trace), span => span.OperationName == "register batch");
    }

    private static IConfiguration Configuration(string variables) => new ConfigurationBuilder()
        .AddInMemoryCollection(variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=', 2)).ToDictionary(each => each[0], each => (string?)each[1]))
        .Build();
}
