using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Profiles;

/// <summary>The electronic directory and its readers as grains.</summary>
public static class DirectoryGrains
{
    private const string TheDirectory = "register/directory";
    private const string ReaderPrefix = "reader/";

    public static IDirectoryReaderGrain DirectoryReader(this IGrainFactory grains, AuthorityCode code) =>
        grains.GetGrain<IDirectoryReaderGrain>(ReaderPrefix + code);

    internal static IDirectoryGrain Directory(this IGrainFactory grains) => grains.GetGrain<IDirectoryGrain>(TheDirectory);

    internal static AuthorityCode ReaderCode(this IDirectoryReaderGrain grain) => new(grain.Tail(ReaderPrefix));
}
