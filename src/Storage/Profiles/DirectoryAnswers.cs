using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Storage.Profiles;

/// <summary>What is known of the members of a batch of changes; a member of which nothing is known has moved on.</summary>
internal sealed class DirectoryAnswers
{
    private readonly Dictionary<ProfileId, DirectoryAnswer> known = [];

    public void Published(PublishedBatch published)
    {
        foreach (var change in published.Changes)
            known[change.Head.Id] = new DirectoryAnswer(RegistrationEnd.Registered, change.Head, change.Adopted?.Head);
    }

    public void Failed(ProfileId profile) => known[profile] = DirectoryAnswer.Failed;

    /// <summary>Of several changes of one profile in a batch the first is published, and for the others it has moved on.</summary>
    public ImmutableArray<DirectoryAnswer> For(ImmutableArray<DirectoryChange> batch) =>
        [.. batch.Select(member => known.Remove(member.Profile, out var answer) ? answer : DirectoryAnswer.MovedOn)];
}
