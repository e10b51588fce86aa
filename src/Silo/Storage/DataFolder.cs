namespace RmsOrleans.Silo.Storage;

/// <summary>The folder of everything that this program keeps in files; setting <c>Data:Folder</c>.</summary>
public sealed record DataFolder(string Path)
{
    public const string Section = "Data";
    public const string Setting = $"{Section}:Folder";

    public string Database => File("rms.db");

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

    /// <summary>Opens a file of the folder, or makes it for its user alone.</summary>
    public static FileStream Open(string file, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
