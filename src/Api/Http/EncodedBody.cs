using System.IO.Compression;
using System.IO.Pipelines;

namespace RmsOrleans.Api.Http;

/// <summary>
/// A body as its <c>Content-Encoding</c> has it, decoded while it is read: whoever reads counts decoded bytes. Little must not unpack to
/// much, so a body that grows beyond <see cref="HighestRatio"/> ends there.
/// </summary>
internal static class EncodedBody
{
    public const int HighestRatio = 100;

    public const string Accepted = "gzip, br";

    public static readonly Problem NotTaken = Problems.Of(StatusCodes.Status415UnsupportedMediaType) with
    {
        Detail = new(
            "Send the body as it is, or with one Content-Encoding of gzip and br.",
            "Передайте тело запроса без кодирования либо с одним Content-Encoding: gzip или br."),
        AcceptEncoding = Accepted,
    };

    public static readonly Problem Broken = Problems.BadInput(new(
        "The body is not what its Content-Encoding says, or it was cut off.", "Тело запроса не соответствует Content-Encoding или передано не полностью."), []);

    public static readonly Problem GrowsTooMuch = Problems.BadInput(new(
        $"Decoded, the body has more than {HighestRatio} times the bytes that were sent.",
        $"После распаковки тело запроса более чем в {HighestRatio} раз превышает переданный объём."), []);

    /// <summary>Of itself .NET takes a stream that was cut off for one that has ended. It asks once in the life of the program.</summary>
    public static void RefuseCutOffStreams() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>The decoded body; null with the problem if its encoding is not taken. Reading it may end in <see cref="UndecodableBodyException"/>.</summary>
    public static PipeReader? TryOpen(HttpContext context, out Problem? problem)
    {
        problem = null;
        var encodings = context.Request.Headers.ContentEncoding;
        if (encodings.Count == 0)
            return context.Request.BodyReader;

        switch (encodings.ToString().Trim().ToLowerInvariant())
        {
            case "" or "identity":
                return context.Request.BodyReader;
            case "gzip" or "x-gzip":
                return Open(context, sent => new GZipStream(sent, CompressionMode.Decompress));
            case "br":
                return Open(context, sent => new BrotliStream(sent, CompressionMode.Decompress));
            default:
                problem = NotTaken;
                return null;
        }
    }

    private static PipeReader Open(HttpContext context, Func<Stream, Stream> decode)
    {
        var decoding = new DecodingStream(context.Request.Body, decode);
        context.Response.RegisterForDispose(decoding);
        return PipeReader.Create(decoding, new StreamPipeReaderOptions(leaveOpen: true));
    }
}

/// <summary>What the client said of the encoding of its body is not so.</summary>
internal sealed class UndecodableBodyException(Problem problem) : IOException(problem.Detail?.En)
{
    public Problem Problem => problem;
}

/// <summary>Counts what goes into a decoder and what comes out of it.</summary>
internal sealed class DecodingStream : ReadOnlyStream
{
    private readonly Counted sent;
    private readonly Stream decoder;
    private long decoded;

    public DecodingStream(Stream sent, Func<Stream, Stream> decode)
    {
        this.sent = new Counted(sent);
        decoder = decode(this.sent);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await decoder.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new UndecodableBodyException(EncodedBody.Broken);
        }
        decoded += read;
        return decoded <= sent.Bytes * EncodedBody.HighestRatio ? read : throw new UndecodableBodyException(EncodedBody.GrowsTooMuch);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            decoder.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Leaves the stream of the request open, which belongs to the server.</summary>
    private sealed class Counted(Stream inner) : ReadOnlyStream
    {
        public long Bytes { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Bytes += read;
            return read;
        }
    }
}

/// <summary>A stream that is read from its beginning to its end, without blocking a thread.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
