namespace RmsOrleans.Declarations.Segments;

/// <summary>Very many short spans of bytes, kept in few large arrays: they are never copied again while more come.</summary>
internal sealed class GatheredBytes
{
    private const int ChunkLength = 1 << 20;

    private readonly List<byte[]> chunks = [];
    private readonly List<(int Chunk, int Start, int Length)> places = [];
    private int used = ChunkLength;

    public int Count => places.Count;

    /// <summary>Of all together.</summary>
    public long Length { get; private set; }

    public ReadOnlySpan<byte> this[int i] => places[i] is var (chunk, start, length) ? chunks[chunk].AsSpan(start, length) : default;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var space = Add(bytes.Length);
        bytes.CopyTo(space);
    }

    /// <summary>Adds a span that is to be filled.</summary>
    public Span<byte> Add(int length)
    {
        if (chunks.Count == 0 || length > chunks[^1].Length - used)
        {
            chunks.Add(GC.AllocateUninitializedArray<byte>(Math.Max(length, ChunkLength)));
            used = 0;
        }
        places.Add((chunks.Count - 1, used, length));
        var space = chunks[^1].AsSpan(used, length);
        used += length;
        Length += length;
        return space;
    }
}
