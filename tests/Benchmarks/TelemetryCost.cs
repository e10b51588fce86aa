using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>What the export of telemetry costs registrations: with none, as it is by default, and with every trace.</summary>
internal static class TelemetryCost
{
    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"telemetry {arguments}".TrimEnd();
        var options = ComparisonOptions.From(arguments, seconds: 10, rounds: 6);
        arguments.NoOthers();
        await using var postgres = await options.StartPostgres();
        await using var receiver = await OtlpReceiver.StartCounting();

        string[] export = ["--OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address];
        await using var none = await Begin();
        await using var some = await Begin(export);
        await using var every = await Begin([.. export, "--Telemetry:SampleRatio", "1"]);
        var comparison = await Comparison.Make(
            options.Rounds,
            ("no export", _ => none.Measure(Received)),
            ("export, 5 % of the traces (default)", _ => some.Measure(Received)),
            ("export, every trace", _ => every.Measure(Received)));
        foreach (var program in (RegistrationTurns[])[none, some, every])
            await program.Check();
        Report.Publish(
            $"telemetry {options.Storage}", command, options.Write,
            $"; {options.Clients} clients and the receiver of the export share the processors with the server",
            comparison.Table(""), Comparison.ExplainedTurns);
        return 0;

        async Task<RegistrationTurns> Begin(params string[] settings)
        {
            var program = await OurProgram.Start(postgres is null ? null : await postgres.CreateDatabase(), settings);
            return await RegistrationTurns.Begin(program, Offices.Take(1), options);
        }

        Func<long, IReadOnlyList<Figure>> Received()
        {
            var (spans, bytes) = (receiver.Spans, receiver.Bytes);
            return registered => [new("spans received for each", (double)(receiver.Spans - spans) / registered, 2), new("bytes for each", (double)(receiver.Bytes - bytes) / registered)];
        }
    }
}
