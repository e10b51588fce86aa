using RmsOrleans.Silo.Settings;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>The samples that ship with the project.</summary>
internal static class Samples
{
    public static string Folder { get; } =
        Path.Combine(Installation.Repository ?? throw new DirectoryNotFoundException("RmsOrleans.sln is in no folder above the tests."), "samples");

    public static string Ceramics => Path.Combine(Folder, "baltic-regular-zonal-automated-ceramic-tiles.json");
}
