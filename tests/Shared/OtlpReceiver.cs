using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RmsOrleans.Tests;

/// <summary>Takes what is exported by OTLP, over HTTP or, as the exporter does by default, over gRPC, and counts it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    public const string Traces = "traces";

    /// <summary>In front of a message of gRPC: whether it is compressed, and its length in four bytes.</summary>
    private const int FrameHead = 5;

    private static readonly byte[] emptyFrame = new byte[FrameHead];

    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>>? kept;
    private WebApplication app = null!;
    private long spans;
    private long bytes;

    private OtlpReceiver(bool keeps) => kept = keeps ? new() : null;

    public string Address => app.Urls.Single();

    public long Spans => Interlocked.Read(ref spans);

    /// <summary>Of traces, metrics and logs.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>What has come: <c>traces</c>, <c>metrics</c>, <c>logs</c>.</summary>
    public IEnumerable<string> Signals => kept!.Keys;

    /// <summary>Over HTTP, and keeps all messages as they came.</summary>
    public static async Task<OtlpReceiver> Start()
    {
        var receiver = new OtlpReceiver(keeps: true);
        receiver.app = await Loopback.Serve("/v1/{signal}", receiver.TakeHttp);
        return receiver;
    }

    /// <summary>Over gRPC, and forgets what it has counted.</summary>
    public static async Task<OtlpReceiver> StartCounting()
    {
        var receiver = new OtlpReceiver(keeps: false);
        receiver.app = await Loopback.Serve("/{service}/Export", receiver.TakeGrpc, HttpProtocols.Http2);
        return receiver;
    }

    public IEnumerable<byte[]> Messages(string signal) => kept![signal];

    /// <summary>All of its messages; names and values stand readably in them.</summary>
    public string Text(string signal) => string.Concat(Messages(signal).Select(Encoding.UTF8.GetString));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeHttp(HttpContext context) => Take((string)context.Request.RouteValues["signal"]!, await Body(context));

    /// <summary>The service of traces is <c>opentelemetry.proto.collector.trace.v1.TraceService</c>.</summary>
    private async Task TakeGrpc(HttpContext context)
    {
        var body = await Body(context);
        Take(context.Request.RouteValues["service"] is string service && service.EndsWith("TraceService", StringComparison.Ordinal) ? Traces : "", body.AsMemory(FrameHead).ToArray());
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(emptyFrame);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private void Take(string signal, byte[] message)
    {
        Interlocked.Add(ref bytes, message.Length);
        if (signal == Traces)
            Interlocked.Add(ref spans, CountSpans(message));
        kept?.GetOrAdd(signal, _ => []).Enqueue(message);
    }

    private static async Task<byte[]> Body(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    /// <summary>The numbers are those of the fields in opentelemetry/proto/trace/v1/trace.proto: resource, scope, span.</summary>
    private static int CountSpans(ReadOnlyMemory<byte> message) =>
        ProtobufFields.Of(message, 1).SelectMany(resource => ProtobufFields.Of(resource, 2)).Sum(scope => ProtobufFields.Of(scope, 2).Count());
}
