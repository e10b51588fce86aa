namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// Which signals leave the program, each by itself, by the variables of OpenTelemetry's specification: a signal does that has an endpoint, its
/// own or the common one, or whose exporter is named.
/// </summary>
internal sealed record ExportedSignals(bool Traces, bool Metrics, bool Logs)
{
    private const string Ours = "otlp";

    private const string Nothing = "none";

    public static readonly ExportedSignals None = new(Traces: false, Metrics: false, Logs: false);

    public static ExportedSignals Of(IConfiguration configuration) =>
        string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
            ? None
            : new(IsExported(configuration, "TRACES"), IsExported(configuration, "METRICS"), IsExported(configuration, "LOGS"));

    private static bool IsExported(IConfiguration configuration, string signal)
    {
        var variable = $"OTEL_{signal}_EXPORTER";
        var named = (configuration[variable] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(named, exporter => exporter is not (Ours or Nothing)) is { } unknown)
            throw new StartRefusedException($"{variable} names {unknown}; this program exports by {Ours}, or {Nothing}.");

        return named.Length > 0
            ? named.Contains(Ours)
            : IsSet("OTEL_EXPORTER_OTLP_ENDPOINT") || IsSet($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT");

        bool IsSet(string endpoint) => !string.IsNullOrEmpty(configuration[endpoint]);
    }
}
