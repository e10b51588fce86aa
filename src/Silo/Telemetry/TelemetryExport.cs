using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Traces, metrics and logs by OTLP. Without an endpoint nothing is collected at all.</summary>
internal static class TelemetryExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] sources = [Activities.SourceName, "Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Npgsql"];

    public static readonly string[] Meters =
    [
        Activities.SourceName, "Microsoft.Orleans", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetrySettings>().BindConfiguration(TelemetrySettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddGauges();
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;

        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Resource()).AddOtlpExporter());
        builder.Services.AddHostedService<Export>();
        builder.Services.AddTransient<IStartupFilter, RequestNames>();
        builder.Services.AddHostedService<Measuring>();
        builder.Services.AddHostedService<CertificateRounds>();
    }

    /// <summary>In this order they are taken: where the storage is away, those after it are not asked.</summary>
    private static void AddGauges(this IServiceCollection services) => services
        .AddSingleton<IMeasurement, DiskGauges>()
        .AddSingleton<IMeasurement, StorageGauges>()
        .AddSingleton<IMeasurement, DeadlineGauges>()
        .AddSingleton<IMeasurement, WebhookGauge>()
        .AddSingleton<IMeasurement, DirectoryGauges>()
        .AddSingleton<CertificateGauges>();

    private static ResourceBuilder Resource() =>
        ResourceBuilder.CreateDefault()
            .AddService("rms-orleans", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
            .AddEnvironmentVariableDetector();

    private sealed class Export(IOptions<TelemetrySettings> settings, IConfiguration configuration) : IHostedService, IDisposable
    {
        private OpenTelemetrySdk? sdk;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            sdk = OpenTelemetrySdk.Create(Configure);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => sdk?.Dispose();

        /// <summary>The SDK has services of its own; given our configuration, it heeds <c>OTEL_…</c> settings from wherever they come.</summary>
        private void Configure(IOpenTelemetryBuilder telemetry)
        {
            telemetry.Services.AddSingleton(configuration);
            telemetry
                .WithTracing(tracing => tracing
                    .SetResourceBuilder(Resource())
                    .AddSource(sources)
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.Value.SampleRatio)))
                    .AddOtlpExporter())
                .WithMetrics(metrics => metrics
                    .SetResourceBuilder(Resource())
                    .AddMeter(Meters)
                    .AddOtlpExporter());
        }
    }
}
