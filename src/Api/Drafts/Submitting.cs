namespace RmsOrleans.Api.Drafts;

/// <summary>Hands in one complete draft. With a key the draft's id follows from it, so a repeated request meets the same draft.</summary>
internal sealed class Submitting(ISubmissions submissions, IGrainFactory grains, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public async Task<Outcome<DraftReceipt>> Begin(Submit submit, Actor actor, string? key)
    {
        var (id, conditions) = Identify(submit, actor, key);
        return Made(await submissions.Submit(id, submit, actor, conditions), key);
    }

    public async Task<Outcome<DraftReceipt>> Begin(Prepare prepare, Actor actor, string? key)
    {
        var (id, conditions) = Identify(prepare, actor, key);
        return Made(await grains.Draft(id).Execute(prepare, actor, conditions), key);
    }

    /// <summary>Nobody else knows the id of a request without a key: what was found done was done by this one, whose first answer was lost inside.</summary>
    private static Outcome<DraftReceipt> Made(Outcome<DraftReceipt> outcome, string? key) =>
        key is null && outcome.Value is { Repeated: true } receipt ? receipt with { Repeated = false } : outcome;

    private (DraftId Id, RequestConditions Conditions) Identify(DraftCommand command, Actor actor, string? key) => key is null
        ? (DraftId.New(clock.GetUtcNow()), RequestConditions.None)
        : (DraftId.From(actor.Authority, key), new RequestConditions(Key: RequestKeys.Of(key, command)));
}
