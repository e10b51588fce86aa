using OpenTelemetry.Exporter;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// The variables that a signal has for itself beside the common ones. The SDK heeds them only where it exports every signal, and here each may
/// be left out.
/// </summary>
internal static class SignalExporter
{
    public static Action<OtlpExporterOptions> Of(string signal, IConfiguration configuration) => exporter =>
    {
        if (Own("ENDPOINT") is { } endpoint)
            exporter.Endpoint = new Uri(endpoint);
        if (Own("PROTOCOL") is { } protocol)
            exporter.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Own("HEADERS") is { } headers)
            exporter.Headers = headers;
        if (int.TryParse(Own("TIMEOUT"), out var milliseconds))
            exporter.TimeoutMilliseconds = milliseconds;

        string? Own(string name) => configuration[$"OTEL_EXPORTER_OTLP_{signal}_{name}"] is { Length: > 0 } value ? value : null;
    };
}
