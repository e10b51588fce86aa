using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Desk.Door;

/// <summary>The body of an answer on its way to the asker; of a refusal it is kept.</summary>
internal class PassedBody(HttpContext asker) : Stream
{
    private static readonly string[] passed =
        [HeaderNames.ContentType, HeaderNames.ContentDisposition, HeaderNames.ContentSecurityPolicy, HeaderNames.ContentLanguage, HeaderNames.ContentLength, HeaderNames.CacheControl];

    private readonly MemoryStream refusal = new();
    private HttpResponse? answer;
    private bool isBegun;

    public ReadOnlyMemory<byte> Refusal => refusal.ToArray();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private bool IsRefused => answer!.StatusCode >= StatusCodes.Status400BadRequest;

    public void Of(HttpResponse response) => answer = response;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsRefused)
        {
            await refusal.WriteAsync(buffer, cancellationToken);
            return;
        }
        if (!isBegun)
        {
            isBegun = true;
            await Begin(answer!);
        }
        await Send(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written without waiting.");

    public override Task FlushAsync(CancellationToken cancellationToken) => isBegun ? asker.Response.Body.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Before the first of it is sent.</summary>
    protected virtual Task Begin(HttpResponse response)
    {
        asker.Response.StatusCode = response.StatusCode;
        foreach (var name in passed)
        {
            if (response.Headers.TryGetValue(name, out var value))
                asker.Response.Headers[name] = value;
        }
        return Task.CompletedTask;
    }

    protected virtual ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => asker.Response.Body.WriteAsync(bytes, cancellation);
}
