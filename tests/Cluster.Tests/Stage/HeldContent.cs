using System.Net;
using System.Net.Http.Headers;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// A body that is not sent before it is let go. With <c>Expect: 100-continue</c> it is asked for when the program has begun to work on the request.
/// </summary>
internal sealed class HeldContent : HttpContent
{
    private readonly byte[] body;
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldContent(byte[] body, string contentType)
    {
        this.body = body;
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    public Task Asked => asked.Task;

    public void LetGo() => go.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        asked.SetResult();
        await go.Task;
        await stream.WriteAsync(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
