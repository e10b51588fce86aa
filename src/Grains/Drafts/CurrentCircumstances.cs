using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The clock, the reference data of this node and the settings, as they stand when a command comes.</summary>
internal sealed class CurrentCircumstances(
    IReferenceData reference, IOptions<ConsiderationSettings> consideration, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public ReferenceSnapshot Reference => reference.Current;

    /// <param name="changedAt">When the draft was last changed; null if it does not exist.</param>
    public Circumstances Of(Actor actor, RequestConditions conditions, DateTimeOffset? changedAt) =>
        new(Moments.NotBefore(Now, changedAt), actor, conditions, reference.ForDecision(), consideration.Value);
}
