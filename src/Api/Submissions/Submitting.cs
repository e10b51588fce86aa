using RmsOrleans.Api.Http;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Submissions;

/// <summary>Hands one complete draft to its grain. With a key the draft's id follows from it, so a repeated request meets the same draft.</summary>
internal sealed class Submitting(IGrainFactory grains, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public Task<Outcome<DraftReceipt>> Begin(DraftCommand command, Actor actor, string? key)
    {
        var id = key is null ? DraftId.New(clock.GetUtcNow()) : DraftId.From(actor.Authority, key);
        return grains.Draft(id).Execute(command, actor, key is null ? RequestConditions.None : new RequestConditions(Key: RequestKeys.Of(key, command)));
    }
}
