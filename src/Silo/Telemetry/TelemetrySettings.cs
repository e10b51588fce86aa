using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>What is exported, and where to, say the <c>OTEL_…</c> variables: <see cref="ExportedSignals"/>.</summary>
internal sealed class TelemetrySettings
{
    public const string Section = "Telemetry";

    /// <summary>The share of traces that is kept where neither the caller nor <c>OTEL_TRACES_SAMPLER</c> decides: 1 keeps all.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 0.05;
}
