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
