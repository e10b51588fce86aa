using System.Reflection;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Traces, metrics and logs by OTLP. What is not exported is not collected either.</summary>
internal static class TelemetryExport
{
    /// <summary>Calls of grains. The other sources of Orleans tell of its own work, such as each activation.</summary>
    private const string GrainCalls = "Microsoft.Orleans.Application";

    /// <summary>
    /// Beside those of the runtime and of Npgsql. Of ASP.NET Core's only some: its instrumentation takes all, and would measure authentication
    /// and routing with each request, which nobody looks at.
    /// </summary>
    public static readonly string[] Meters =
    [
        Activities.SourceName, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
    ];

    private static readonly string version = typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetrySettings>().BindConfiguration(TelemetrySettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddGauges();
        var configuration = builder.Configuration;
        var signals = ExportedSignals.Of(configuration);
        if (signals == ExportedSignals.None)
            return;

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe);
        if (signals.Traces)
        {
            // Nobody here reads baggage; the propagator that ships also looks for it in every request, sampled or not.
            Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
            telemetry.WithTracing(tracing => tracing.AddSources().AddSampler(configuration).AddOtlpExporter(SignalExporter.Of("TRACES", configuration)));
        }
        if (signals.Metrics)
        {
            telemetry.WithMetrics(metrics => metrics.AddMeters().AddOtlpExporter(SignalExporter.Of("METRICS", configuration)));
            builder.Services.AddHostedService<Measuring>().AddHostedService<CertificateRounds>();
        }
        if (signals.Logs)
            telemetry.WithLogging(logs => logs.AddOtlpExporter(SignalExporter.Of("LOGS", configuration)), options => options.IncludeFormattedMessage = true);
    }

    /// <summary>What a backup measures. It is sent when the services are disposed of.</summary>
    public static void AddBackupTelemetry(this HostApplicationBuilder builder)
    {
        builder.Services.AddMetrics().AddSingleton<BackupGauges>();
        if (!ExportedSignals.Of(builder.Configuration).Metrics)
            return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("rms-backup", serviceVersion: version, serviceInstanceId: "backup").AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter(Activities.SourceName).AddOtlpExporter(SignalExporter.Of("METRICS", builder.Configuration)));
    }

    /// <summary>In this order they are taken: where the storage is away, those after it are not asked.</summary>
    private static void AddGauges(this IServiceCollection services) => services
        .AddSingleton<IMeasurement, DiskGauges>()
        .AddSingleton<IMeasurement, StorageGauges>()
        .AddSingleton<IMeasurement, DeadlineGauges>()
        .AddSingleton<IMeasurement, EntryGauges>()
        .AddSingleton<IMeasurement, WebhookGauge>()
        .AddSingleton<IMeasurement, DirectoryGauges>()
        .AddSingleton<IMeasurement, ControlGauges>()
        .AddSingleton<IMeasurement, DeclarationGauges>()
        .AddSingleton<CertificateGauges>();

    /// <summary>What the environment says of the service goes before what we say.</summary>
    private static void Describe(ResourceBuilder resource) => resource
        .AddService("rms-orleans", serviceVersion: version, serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();

    private static TracerProviderBuilder AddSources(this TracerProviderBuilder tracing) => tracing
        .AddSource(Activities.SourceName, GrainCalls)
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddNpgsql();

    private static MeterProviderBuilder AddMeters(this MeterProviderBuilder metrics) => metrics
        .AddMeter(Meters)
        .AddRuntimeInstrumentation()
        .AddNpgsqlInstrumentation();

    /// <summary>A sampler that the environment names is the SDK's affair.</summary>
    private static TracerProviderBuilder AddSampler(this TracerProviderBuilder tracing, IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration["OTEL_TRACES_SAMPLER"])
            ? tracing.SetSampler(services => new ParentBasedSampler(new TraceIdRatioBasedSampler(services.GetRequiredService<IOptions<TelemetrySettings>>().Value.SampleRatio)))
            : tracing;
}
