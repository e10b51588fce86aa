using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace RmsOrleans.Declarations.Reading.Files;

/// <summary>Reads a file of one JSON object a line, as it comes; no more than one line is held.</summary>
public static class JsonLines
{
    /// <summary>No line is longer, in bytes.</summary>
    public const int LongestLine = 8 * 1024 * 1024;

    private static readonly StreamPipeReaderOptions options = new(bufferSize: 128 * 1024, leaveOpen: true);

    /// <param name="isToStore">Whether of a declaration only that is asked for which is stored.</param>
    public static async IAsyncEnumerable<LoadedLine> Read(RecordKind kind, Stream file, bool isToStore, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(file, options);
        var line = 0L;
        var isTooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var arrived = read.Buffer;
            while (arrived.PositionOf((byte)'\n') is { } end)
            {
                var whole = arrived.Slice(0, end);
                line++;
                if (Of(kind, line, whole, isTooLong, isToStore) is { } loaded)
                    yield return loaded;
                isTooLong = false;
                arrived = arrived.Slice(arrived.GetPosition(1, end));
            }
            if (read.IsCompleted)
            {
                line++;
                if (Of(kind, line, arrived, isTooLong, isToStore) is { } last)
                    yield return last;
                await reader.CompleteAsync();
                yield break;
            }
            if (arrived.Length > LongestLine)
            {
                isTooLong = true;
                arrived = arrived.Slice(arrived.End);
            }
            reader.AdvanceTo(arrived.Start, arrived.End);
        }
    }

    /// <summary>Null for a blank line.</summary>
    private static LoadedLine? Of(RecordKind kind, long line, ReadOnlySequence<byte> bytes, bool isTooLong, bool isToStore)
    {
        if (isTooLong || bytes.Length > LongestLine)
            return new(line, [new(line, "", FaultCode.LineTooLong)]);
        if (bytes.IsSingleSegment)
            return Of(kind, line, bytes.FirstSpan, isToStore);
        var rented = ArrayPool<byte>.Shared.Rent((int)bytes.Length);
        try
        {
            bytes.CopyTo(rented);
            return Of(kind, line, rented.AsSpan(0, (int)bytes.Length), isToStore);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static LoadedLine? Of(RecordKind kind, long line, ReadOnlySpan<byte> bytes, bool isToStore)
    {
        if (line == 1 && bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (!bytes.ContainsAnyExcept(" \t\r"u8))
            return null;
        return isToStore && kind == RecordKind.Declarations && PlainLine.Read(bytes) is { } declaration ? new(line, []) { ToStore = declaration } : DeclarationJson.Read(kind, line, bytes);
    }
}
