namespace RmsOrleans.Storage.Backups;

/// <summary>
/// A file for its user alone, under a name that says that it is not complete. What is left of it when the work fails is taken away; so is what
/// one that was killed has left, under this name or one that has other digits, such as another day's.
/// </summary>
internal sealed class PartFile : IDisposable
{
    /// <summary>With what SQLite may have put beside it.</summary>
    private static readonly string[] endings = ["", "-journal", "-wal", "-shm"];

    public PartFile(string path)
    {
        Path = path;
        foreach (var left in Alike(path))
            TakeAwayUnlessHeld(left);
        // On Unix it keeps off whoever asks in this way, which is this program, and not SQLite or pg_dump.
        Stream = DataFolder.Open(path, OperatingSystem.IsWindows() ? FileShare.ReadWrite | FileShare.Delete : FileShare.None);
    }

    public string Path { get; }

    /// <summary>Held open to the end, by which another knows that somebody works on the file.</summary>
    public FileStream Stream { get; }

    /// <summary>It is complete, and gets its name; a file that has this name already is not written over.</summary>
    public void Becomes(string name)
    {
        File.Move(Path, name);
        Stream.Dispose();
    }

    public void Dispose()
    {
        Delete(Path);
        Stream.Dispose();
    }

    private static IEnumerable<string> Alike(string path)
    {
        var (folder, name) = (System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path));
        if (name.IndexOfAnyInRange('0', '9') is not (>= 0 and var digits))
            return [path];

        var ending = name[(name.LastIndexOfAnyInRange('0', '9') + 1)..];
        return Directory.GetFiles(folder).Where(file => System.IO.Path.GetFileName(file) is var other
            && other.IndexOfAnyInRange('0', '9') == digits
            && other.StartsWith(name[..digits], StringComparison.Ordinal)
            && other.EndsWith(ending, StringComparison.Ordinal));
    }

    private static void TakeAwayUnlessHeld(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is not there, or somebody works on it, or it is another's.
        }
    }

    private static void Delete(string path)
    {
        foreach (var ending in endings)
            File.Delete(path + ending);
    }
}
