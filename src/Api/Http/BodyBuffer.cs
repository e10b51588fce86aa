using System.Buffers;

namespace RmsOrleans.Api.Http;

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
