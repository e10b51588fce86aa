using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Http;

/// <summary>The whole body of a request in a rented buffer.</summary>
internal readonly struct RequestBody : IDisposable
{
    /// <summary>No body is larger.</summary>
    public const int Limit = 4 * 1024 * 1024;

    /// <summary>Where the server itself cuts off: far enough beyond the limit that our answer comes first.</summary>
    public const int ServerLimit = 4 * Limit;

    public static readonly Problem TooLarge = Problems.TooLarge(new("A body has at most 4 MB.", "Размер тела запроса – не более 4 МБ."));

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

        if (EncodedBody.TryOpen(context, out var notTaken) is not { } reader)
            return new RequestBody(notTaken!);

        var buffer = new BodyBuffer(context, (int)Math.Min(context.Request.ContentLength ?? 4096, FirstBuffer));
        // A decoder may read much before it gives anything.
        var patience = reader == context.Request.BodyReader ? null : Patience(context);
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
        catch (UndecodableBodyException undecodable)
        {
            return new RequestBody(undecodable.Problem);
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

/// <summary>A rented buffer that grows with what arrives, as far as <see cref="BodyMemory"/> has room.</summary>
internal sealed class BodyBuffer(HttpContext context, int first) : IDisposable
{
    /// <summary>A buffer of this size counts as nothing.</summary>
    public const int Uncounted = 64 * 1024;

    private int counted;

    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(first);

    /// <param name="used">How many bytes are kept.</param>
    /// <returns>False if there is no room; the buffer is then as before.</returns>
    public bool TryGrow(int used, int needed)
    {
        if (needed <= Bytes.Length)
            return true;

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Bytes.Length * 2));
        if (!TryCount(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }
        Bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = larger;
        return true;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
        if (counted > 0)
            Memory.GiveBack(counted);
        counted = 0;
    }

    private BodyMemory Memory => context.RequestServices.GetRequiredService<BodyMemory>();

    private bool TryCount(int size)
    {
        if (size <= Uncounted)
            return true;
        if (!Memory.TryTake(size - counted))
            return false;
        counted = size;
        return true;
    }
}

/// <summary>What large bodies hold together while they are in hand. Small ones, which nearly all are, are not counted: the limit of requests bounds them.</summary>
/// <param name="patience">How long a body may take to arrive.</param>
internal sealed class BodyMemory(int megabytes, TimeSpan patience)
{
    private readonly long most = megabytes * 1024L * 1024;
    private long taken;

    public TimeSpan Patience => patience;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= most)
            return true;
        GiveBack(bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref taken, -bytes);
}

/// <summary>What a body may be.</summary>
internal static class ContentTypes
{
    public const string Json = "application/json";
    public const string JsonLines = "application/x-ndjson";
    public const string Csv = "text/csv";

    /// <summary>What lines are called; there is no registered name.</summary>
    public static readonly ImmutableArray<string> NamesOfJsonLines = [JsonLines, "application/ndjson", "application/jsonl"];

    public static bool HasJsonLines(this HttpRequest request) => NamesOfJsonLines.Any(request.HasContentType);

    /// <summary>Whether the body is of this type, in UTF-8.</summary>
    public static bool HasContentType(this HttpRequest request, string type)
    {
        var sent = request.ContentType;
        if (string.Equals(sent, type, StringComparison.OrdinalIgnoreCase))
            return true;

        return MediaTypeHeaderValue.TryParse(sent, out var parsed)
            && parsed.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
