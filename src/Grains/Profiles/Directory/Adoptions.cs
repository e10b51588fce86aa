using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Adoptions go through the directory, which numbers them.</summary>
internal sealed class Adoptions(IGrainFactory grains) : IAdoptions
{
    public async Task<AdoptionAnswer> Adopt(Draft draft, Decision.Adopts adopts, byte[] actor, RequestKey? request)
    {
        var answer = await grains.Directory().Publish(DraftAdoption.Of(draft, adopts, actor, request));
        return new AdoptionAnswer(answer.End, answer.Draft, answer.Profile?.Number, answer.Write);
    }
}

/// <summary>What authorities say of the directory that they have loaded.</summary>
public interface IDirectoryAcknowledgements
{
    /// <summary>The authority says that it has loaded the directory up to a revision.</summary>
    Task<Outcome<DirectoryLoaded>> Acknowledge(AuthorityCode authority, long revision, Actor actor);
}

/// <summary>What an authority has acknowledged, and how far the directory has come.</summary>
public sealed record DirectoryLoaded(long Revision, long Last);
