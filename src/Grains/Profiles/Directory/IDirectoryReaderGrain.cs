using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Profiles;

/// <summary>One authority as a reader of the directory.</summary>
[Alias("directory-reader")]
public interface IDirectoryReaderGrain : IGrainWithStringKey
{
    /// <summary>The authority says that it has loaded the directory up to a revision.</summary>
    [Alias("acknowledge")]
    Task<Outcome<DirectoryLoaded>> Acknowledge(long revision, Actor actor);
}

/// <summary>What an authority has acknowledged, and how far the directory has come.</summary>
[GenerateSerializer, Alias("directory-loaded"), Immutable]
public sealed record DirectoryLoaded([property: Id(0)] long Revision, [property: Id(1)] long Last);
