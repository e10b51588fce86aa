using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The clock, the reference data of this node and the settings, as they stand when a command comes.</summary>
internal sealed class CurrentCircumstances(
    IAuthorityRegister authorities,
    ContentRules contentRules,
    DeadlineTerms terms,
    IOptions<ConsiderationSettings> consideration,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="changedAt">When the draft was last changed; null if it does not exist.</param>
    public Circumstances Of(Actor actor, RequestConditions conditions, DateTimeOffset? changedAt) =>
        new(Moments.NotBefore(Now, changedAt), actor, conditions, authorities.Current, contentRules, terms, consideration.Value);
}
