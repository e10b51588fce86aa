using System.Buffers.Binary;
using System.Diagnostics;
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

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_backup_says_how_it_ended()
    {
        using var site = Site.OnSqlite;
        await using (var program = await site.Start())
            await program.Stop();

        Assert.Equal(0, await Result(exitCode: 0, "backup", "--to", Path.Combine(site.Folder, "rms.backup")));
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "rms.db"), string.Concat(Enumerable.Repeat("no database ", 1000)));
        Assert.Equal(2, await Result(exitCode: 2, "backup", "--to", Path.Combine(site.Folder, "rms-2.backup")));

        async Task<long> Result(int exitCode, params string[] command)
        {
            await using var receiver = await OtlpReceiver.Start();
            var run = await CommandRun.Of(new ProcessStartInfo("dotnet", [CommandRun.Program, .. command, "--data", site.Folder])
            {
                Environment = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
            });
            Assert.True(run.ExitCode == exitCode, run.ToString());
            return Values(receiver, "rms.backup.result").Last();
        }
    }

    /// <summary>Of a gauge of whole numbers, by the numbers of the fields in opentelemetry/proto/metrics/v1/metrics.proto.</summary>
    private static IEnumerable<long> Values(OtlpReceiver receiver, string name) =>
        from message in receiver.Messages("metrics")
        from resource in ProtobufFields.Of(message, 1)
        from scope in ProtobufFields.Of(resource, 2)
        from metric in ProtobufFields.Of(scope, 2)
        where ProtobufFields.Of(metric, 1).Any(each => Encoding.UTF8.GetString(each.Span) == name)
        from gauge in ProtobufFields.Of(metric, 5)
        from point in ProtobufFields.Of(gauge, 1)
        from value in ProtobufFields.Of(point, 6)
        select BinaryPrimitives.ReadInt64LittleEndian(value.Span);

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
