namespace RmsOrleans.Silo.Settings;

/// <summary>Where this program stands.</summary>
internal static class Installation
{
    /// <summary><c>data/</c> at the root of the repository, or where the program was started if it runs elsewhere.</summary>
    public static string DefaultDataFolder => Path.Combine(Repository ?? Environment.CurrentDirectory, "data");

    /// <summary>The root of the repository that this program was built in; null where it runs elsewhere.</summary>
    public static string? Repository { get; } = FindRepository();

    private static string? FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RmsOrleans.sln")))
                return folder.FullName;
        }
        return null;
    }
}
