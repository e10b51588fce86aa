using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Export is on when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the other <c>OTEL_…</c> variables are honoured too.</summary>
internal sealed class TelemetrySettings
{
    public const string Section = "Telemetry";

    /// <summary>The share of traces that is kept when the caller has not decided: 1 keeps all.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 0.05;
}
