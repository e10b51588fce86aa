using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace RmsOrleans.Api.Http;

/// <summary>The whole body of a request in a rented buffer.</summary>
internal readonly struct RequestBody : IDisposable
{
    /// <summary>No body is larger.</summary>
    public const int Limit = 4 * 1024 * 1024;

    /// <summary>Where the server itself cuts off: far enough beyond the limit that our answer comes first.</summary>
    public const int ServerLimit = 4 * Limit;

    public static readonly Problem TooLarge = Problems.TooLarge("A body has at most 4 MB.");

    /// <summary>What is set aside before anything has come: announcing much costs a client nothing.</summary>
    private const int FirstBuffer = BodyBuffer.Uncounted;

    private readonly BodyBuffer? buffer;
    private readonly int length;

    private RequestBody(BodyBuffer buffer, int length) => (this.buffer, this.length) = (buffer, length);

    private RequestBody(Problem problem) => Problem = problem;

    /// <summary>Why nothing of the body is here; null if all of it is.</summary>
    public Problem? Problem { get; }

    public ReadOnlyMemory<byte> Bytes => buffer!.Bytes.AsMemory(0, length);

    /// <summary>
    /// Whether the announced length alone is too much. The server then reads the rest away for a while, because a client that is still
    /// sending when its connection is closed never sees the answer.
    /// </summary>
    public static bool IsAnnouncedTooLarge(HttpContext context)
    {
        if (context.Request.ContentLength is not > Limit)
            return false;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        return true;
    }

    public static async ValueTask<RequestBody> Read(HttpContext context)
    {
        if (IsAnnouncedTooLarge(context))
            return new RequestBody(TooLarge);

        var reader = context.Request.BodyReader;
        var buffer = new BodyBuffer(context, (int)Math.Min(context.Request.ContentLength ?? 4096, FirstBuffer));
        CancellationTokenSource? patience = null;
        var length = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(patience?.Token ?? context.RequestAborted);
                var arrived = read.Buffer;
                var needed = length + arrived.Length;
                if (needed > Limit || !buffer.TryGrow(length, (int)needed))
                {
                    reader.AdvanceTo(arrived.End);
                    return new RequestBody(needed > Limit ? TooLarge : Problems.Overloaded);
                }
                arrived.CopyTo(buffer.Bytes.AsSpan(length));
                length = (int)needed;
                reader.AdvanceTo(arrived.End);
                if (!read.IsCompleted)
                {
                    patience ??= Patience(context);
                    continue;
                }

                var body = new RequestBody(buffer, length);
                buffer = null;
                return body;
            }
        }
        catch (OperationCanceledException) when (patience is { IsCancellationRequested: true } && !context.RequestAborted.IsCancellationRequested)
        {
            return new RequestBody(Problems.Of(StatusCodes.Status408RequestTimeout));
        }
        finally
        {
            patience?.Dispose();
            buffer?.Dispose();
        }
    }

    public void Dispose() => buffer?.Dispose();

    /// <summary>For a body that does not come at once, which nearly all do.</summary>
    private static CancellationTokenSource Patience(HttpContext context)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(context.RequestServices.GetRequiredService<BodyMemory>().Patience);
        return patience;
    }
}
