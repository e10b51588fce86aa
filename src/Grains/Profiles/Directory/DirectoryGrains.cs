namespace RmsOrleans.Grains.Profiles;

/// <summary>The electronic directory as a grain.</summary>
internal static class DirectoryGrains
{
    private const string TheDirectory = "register/directory";

    public static IDirectoryGrain Directory(this IGrainFactory grains) => grains.GetGrain<IDirectoryGrain>(TheDirectory);
}
