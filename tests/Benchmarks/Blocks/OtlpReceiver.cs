using Microsoft.AspNetCore.Server.Kestrel.Core;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>Takes what is exported by OTLP over gRPC, as the exporter does by default, counts it, and forgets it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    /// <summary>In front of each message: whether it is compressed, and its length in four bytes.</summary>
    private const int FrameHead = 5;

    private static readonly byte[] nothing = new byte[FrameHead];

    private WebApplication app = null!;
    private long spans;
    private long bytes;

    public string Address => app.Urls.Single();

    public long Spans => Interlocked.Read(ref spans);

    /// <summary>Of traces, metrics and logs.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public static async Task<OtlpReceiver> Start()
    {
        var receiver = new OtlpReceiver();
        receiver.app = await Loopback.Serve("/{service}/Export", receiver.Take, HttpProtocols.Http2);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Interlocked.Add(ref bytes, body.Length);
        if (context.Request.Path == Traces)
            Interlocked.Add(ref spans, Count(body.ToArray().AsMemory(FrameHead)));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(nothing);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>The numbers are those of the fields in opentelemetry/proto/trace/v1/trace.proto: resource, scope, span.</summary>
    private static int Count(ReadOnlyMemory<byte> request) =>
        ProtobufFields.Of(request, 1).SelectMany(resource => ProtobufFields.Of(resource, 2)).Sum(scope => ProtobufFields.Of(scope, 2).Count());
}
