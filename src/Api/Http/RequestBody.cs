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
    private const int FirstBuffer = 64 * 1024;

    private readonly byte[]? rented;
    private readonly int length;

    private RequestBody(byte[]? rented, int length) => (this.rented, this.length) = (rented, length);

    /// <summary>The body was larger than the limit; nothing of it is here.</summary>
    public bool IsTooLarge => rented is null;

    public ReadOnlyMemory<byte> Bytes => rented.AsMemory(0, length);

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
            return default;

        var announced = context.Request.ContentLength;
        var reader = context.Request.BodyReader;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced ?? 4096, FirstBuffer));
        var length = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(context.RequestAborted);
                var arrived = read.Buffer;
                if (length + arrived.Length > Limit)
                {
                    reader.AdvanceTo(arrived.End);
                    return default;
                }
                if (length + arrived.Length > buffer.Length)
                    buffer = Grow(buffer, length, length + (int)arrived.Length);
                arrived.CopyTo(buffer.AsSpan(length));
                length += (int)arrived.Length;
                reader.AdvanceTo(arrived.End);
                if (!read.IsCompleted)
                    continue;

                var body = new RequestBody(buffer, length);
                buffer = null;
                return body;
            }
        }
        finally
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    private static byte[] Grow(byte[] buffer, int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
