namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>Keeps a second program off the data folder. The system frees it with the process, however that ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    public static FolderLock Take(DataFolder folder)
    {
        try
        {
            return new FolderLock(DataFolder.Open(folder.Lock, FileShare.None));
        }
        catch (IOException failure) when (failure is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new FolderInUseException(
                $"Another program works on the data folder {folder.Path}. Stop it, or give this one its own folder (--data FOLDER).", failure);
        }
    }

    public void Dispose() => file.Dispose();
}

/// <summary>Two programs on one SQLite folder would each take the other's writes for its own failures.</summary>
internal sealed class FolderInUseException(string message, Exception inner) : Exception(message, inner);
