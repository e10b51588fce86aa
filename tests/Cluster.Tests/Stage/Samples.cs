namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>The samples that ship with the project.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.Combine(Root(), "samples");

    public static string Ceramics => Path.Combine(Folder, "baltic-regular-zonal-automated-ceramic-tiles.json");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RmsOrleans.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("RmsOrleans.sln is in no folder above the tests.");
    }
}
