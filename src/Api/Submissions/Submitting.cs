using RmsOrleans.Api.Http;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Submissions;

/// <summary>Hands in one complete draft. With a key the draft's id follows from it, so a repeated request meets the same draft.</summary>
internal sealed class Submitting(ISubmissions submissions, IGrainFactory grains, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public Task<Outcome<DraftReceipt>> Begin(Submit submit, Actor actor, string? key)
    {
        var (id, conditions) = Identify(submit, actor, key);
        return submissions.Submit(id, submit, actor, conditions);
    }

    public Task<Outcome<DraftReceipt>> Begin(Prepare prepare, Actor actor, string? key)
    {
        var (id, conditions) = Identify(prepare, actor, key);
        return grains.Draft(id).Execute(prepare, actor, conditions);
    }

    private (DraftId Id, RequestConditions Conditions) Identify(DraftCommand command, Actor actor, string? key) => key is null
        ? (DraftId.New(clock.GetUtcNow()), RequestConditions.None)
        : (DraftId.From(actor.Authority, key), new RequestConditions(Key: RequestKeys.Of(key, command)));
}
