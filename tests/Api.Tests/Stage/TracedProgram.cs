using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>
/// The program with its traces going out: to nobody, and beside that to the test. No request is in the sample unless its caller records it. It
/// gives up on its storage at once, and has a clock that runs, so that it does.
/// </summary>
public class TracedProgram : TheProgram
{
    public TracedProgram()
        : this([])
    {
    }

    internal TracedProgram(params (string Name, string Value)[] settings)
        : base(
            [
                ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:9"), ("Telemetry:SampleRatio", "0"), ("Storage:LockTimeout", "00:00:00.1"),
                ("Numbering:StorageAwayLimit", "00:00:00.1"), .. settings,
            ])
    {
    }

    internal EndedSpans Spans { get; } = new();

    /// <summary>Its requests carry the trace that the test names; a stock client, in this process and so traced as well, would add one of its own.</summary>
    protected override HttpClient NewClient() => new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = ClientOptions.BaseAddress };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services
            .AddKeyedSingleton(Clocks.Domain, TimeProvider.System)
            .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(Spans)));
    }
}
