namespace RmsOrleans.Silo;

/// <summary>Where the embedded default keeps its database and its token key: <c>data/</c> at the root of the repository, or as set.</summary>
internal static class DataFolder
{
    public const string Setting = "Data:Folder";

    public static string Of(IConfiguration configuration) => Path.GetFullPath(configuration[Setting] ?? Default());

    public static string Default() => Path.Combine(Repository() ?? Environment.CurrentDirectory, "data");

    /// <summary>The root of the repository that this program was built in; null where it runs elsewhere.</summary>
    public static string? Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RmsOrleans.sln")))
                return folder.FullName;
        }
        return null;
    }
}
