using System.Text;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

public sealed class TelemetryTests
{
    private static readonly AuthorityCode baltic = new("10216000");

    [Fact(Timeout = Limits.OneTest)]
    public async Task Traces_metrics_and_logs_are_exported_without_content_or_names()
    {
        using var site = Site.OnSqlite;
        await using var receiver = await OtlpReceiver.Start();
        await using var program = await site.Start(
            "--OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--Telemetry:SampleRatio", "1");

        await Submit(program);
        await program.Stop();

        Assert.Equal(["logs", "metrics", "traces"], receiver.Signals.Order());
        Assert.All(
            ["POST /api/v1/submissions", "rms.command", "register batch", "sqlite commit"],
            name => Assert.Contains(name, receiver.Text("traces"), StringComparison.Ordinal));
        Assert.All(
            ["rms.registrations", "rms.registration.batch_size", "rms.registration.commit_time", "rms.registration.queue_length", "rms.refusals"],
            metric => Assert.Contains(metric, receiver.Text("metrics"), StringComparison.Ordinal));

        var everything = string.Concat(receiver.Signals.Select(receiver.Text));
        Assert.All(
            ["Test Official", "ceramic", "Risk analysis", "Petrov", "Bearer"],
            secret => Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>One that is accepted, and one that is refused by the rules.</summary>
    private static async Task Submit(RunningProgram program)
    {
        using var http = program.Client(baltic, Role.Coordinator);
        var sample = await File.ReadAllTextAsync(Samples.Ceramics);
        foreach (var body in new[] { sample, sample.Replace("690721", "not a code", StringComparison.Ordinal) })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync("/api/v1/submissions", content);
        }
    }
}
