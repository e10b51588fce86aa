namespace RmsOrleans.Grains.Profiles;

/// <summary>The electronic directory; there is one. Changes that arrive while a commit is under way share the next one.</summary>
[Alias("directory")]
internal interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Answers when the change is committed, or when it is known that it cannot be now.</summary>
    [Alias("publish")]
    Task<DirectoryAnswer> Publish(DirectoryChange change);
}
