using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>Takes what is exported by OTLP over HTTP, and keeps it as it came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private WebApplication app = null!;

    /// <summary>Path (<c>/v1/traces</c>) to all its bodies as text; names and values of a protobuf message stand in it readably.</summary>
    public ConcurrentDictionary<string, string> Received { get; } = new();

    /// <summary>The bodies that came to <c>/v1/traces</c>.</summary>
    public ConcurrentQueue<byte[]> Traces { get; } = [];

    public string Address => app.Urls.Single();

    public static async Task<OtlpReceiver> Start()
    {
        var receiver = new OtlpReceiver();
        receiver.app = await Loopback.Serve("/v1/{signal}", receiver.Keep);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Keep(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.Path == "/v1/traces")
            Traces.Enqueue(body.ToArray());
        var text = Encoding.UTF8.GetString(body.ToArray());
        Received.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
    }
}
