using System.IO.MemoryMappedFiles;

namespace RmsOrleans.Declarations.Segments;

/// <summary>
/// A file mapped into memory to be read. It stays mapped while anybody has a hold of it, also when it was closed, deleted or replaced in the meantime.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private readonly int length;

    private MappedFile(MemoryMappedViewAccessor view, int length)
    {
        (this.view, this.length) = (view, length);
        byte* at = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref at);
        start = at + view.PointerOffset;
    }

    /// <exception cref="InvalidSegmentException">It is empty, or too large to be a segment.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.Length is 0 or > int.MaxValue)
            throw new InvalidSegmentException(path, $"a file of {file.Length} bytes is none of ours.");
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // What is mapped stays so when the file is closed.
        return new(mapping.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read), (int)file.Length);
    }

    /// <summary>To be asked only by who has a hold, or has not closed it.</summary>
    public ReadOnlySpan<byte> Bytes => new(start, length);

    /// <summary>Keeps it mapped until <see cref="Release"/>, whoever closes it.</summary>
    /// <exception cref="ObjectDisposedException">It was closed, and nobody has a hold.</exception>
    public void Hold()
    {
        var isHeld = false;
        view.SafeMemoryMappedViewHandle.DangerousAddRef(ref isHeld);
    }

    public void Release() => view.SafeMemoryMappedViewHandle.DangerousRelease();

    /// <summary>Once.</summary>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
    }
}
