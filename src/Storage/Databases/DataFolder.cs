namespace RmsOrleans.Storage.Databases;

/// <summary>The folder of everything that this program keeps in files; setting <c>Data:Folder</c>.</summary>
public sealed record DataFolder(string Path)
{
    public const string Section = "Data";
    public const string Setting = $"{Section}:Folder";

    private const string DatabaseName = "rms.db";

    public string Database => File(DatabaseName);

    /// <summary>What is there of a database, be it only a log: SQLite would read a log into whatever database comes to lie beside it.</summary>
    public string? LeftOfDatabase => FilesOf(DatabaseName).FirstOrDefault(System.IO.File.Exists);

    /// <summary>Held open while a program works on the folder.</summary>
    public string Lock => File("lock");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Drafts are for official use: a new folder is its user's alone.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The index is made again from the journal: it has to be, when another store comes into the folder.</summary>
    public void DeleteTextIndex()
    {
        foreach (var file in FilesOf("search.db"))
            System.IO.File.Delete(file);
    }

    /// <summary>Opens a file of the folder, or makes it for its user alone.</summary>
    public static FileStream Open(string file, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }

    private string[] FilesOf(string database) => [File(database), File($"{database}-wal"), File($"{database}-shm")];
}
