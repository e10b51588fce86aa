using RmsOrleans.Benchmarks.Blocks;

namespace RmsOrleans.Benchmarks;

/// <summary>What the export of telemetry costs registrations: with none, as it is by default, and with every trace.</summary>
internal static class TelemetryCost
{
    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"telemetry {arguments}".TrimEnd();
        var options = ComparisonOptions.From(arguments);
        arguments.NoOthers();
        await using var postgres = await options.StartPostgres();
        await using var receiver = await OtlpReceiver.Start();

        string[] export = ["--OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address];
        var comparison = await Comparison.Make(
            options.Rounds,
            ("no export", round => Measure("none", round)),
            ("export, 5 % of the traces (default)", round => Measure("some", round, export)),
            ("export, every trace", round => Measure("every", round, [.. export, "--Telemetry:SampleRatio", "1"])));
        Report.Publish(
            $"telemetry {options.Storage}", command, options.Write,
            $"; {options.Clients} clients and the receiver of the export share the processors with the server",
            comparison.Table(""), Comparison.Explained);
        return 0;

        async Task<RegistrationsRun> Measure(string name, int round, params string[] settings)
        {
            await using var program = await OurProgram.Start(postgres is null ? null : await postgres.CreateDatabase($"{name}_{round}"), settings);
            var (spans, bytes) = (receiver.Spans, receiver.Bytes);
            var run = await Registrations.Measure([program], Offices.Take(1), options);
            var each = 1.0 / run.Acknowledged;
            return run with { Others = [new("spans received for each", (receiver.Spans - spans) * each, 2), new("bytes for each", (receiver.Bytes - bytes) * each)] };
        }
    }
}
