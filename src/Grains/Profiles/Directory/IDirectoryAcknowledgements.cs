namespace RmsOrleans.Grains.Profiles;

/// <summary>What authorities say of the directory that they have loaded.</summary>
public interface IDirectoryAcknowledgements
{
    /// <summary>The authority says that it has loaded the directory up to a revision.</summary>
    Task<Outcome<DirectoryLoaded>> Acknowledge(AuthorityCode authority, long revision, Actor actor);
}

/// <summary>What an authority has acknowledged, and how far the directory has come.</summary>
public sealed record DirectoryLoaded(long Revision, long Last);
