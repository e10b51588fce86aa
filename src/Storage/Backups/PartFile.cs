namespace RmsOrleans.Storage.Backups;

/// <summary>
/// A file for its user alone, under a name that says that it is not complete. What is left of it when the work fails is taken away, also of
/// an earlier one that was killed.
/// </summary>
internal sealed class PartFile : IDisposable
{
    public PartFile(string path)
    {
        Path = path;
        Dispose(); // it may be another's, or for others to read
        DataFolder.Open(path, FileShare.ReadWrite).Dispose();
    }

    public string Path { get; }

    /// <summary>It is complete, and gets its name; a file that has this name already is not written over.</summary>
    public void Becomes(string name) => File.Move(Path, name);

    /// <summary>With what SQLite may have put beside it.</summary>
    public void Dispose()
    {
        foreach (var ending in (string[])["", "-journal", "-wal", "-shm"])
            File.Delete(Path + ending);
    }
}
