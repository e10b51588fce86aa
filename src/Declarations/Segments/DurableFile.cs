using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Segments;

/// <summary>A file that is there whole or not at all, also after a crash: written beside its place, flushed to the disk, then renamed.</summary>
internal static partial class DurableFile
{
    /// <summary>A crash can leave files that end so. They are nobody's, and whoever keeps the folder may delete them.</summary>
    public const string TemporarySuffix = ".writing";

    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
            if (!OperatingSystem.IsWindows())
                FlushFolder(Path.GetDirectoryName(full)!);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Without this, a name can be gone after the power failed although the bytes are there.</summary>
    private static void FlushFolder(string folder)
    {
        const int readOnly = 0;
        var descriptor = OpenFile(folder, readOnly);
        if (descriptor < 0)
            throw new IOException($"The folder {folder} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        try
        {
            if (FlushFile(descriptor) != 0)
                throw new IOException($"The folder {folder} cannot be flushed to the disk: error {Marshal.GetLastPInvokeError()}.");
        }
        finally
        {
            _ = CloseFile(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FlushFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFile(int descriptor);
}
