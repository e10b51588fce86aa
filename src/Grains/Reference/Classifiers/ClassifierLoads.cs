using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>Asks the rules what a load does to the classifiers.</summary>
internal sealed class ClassifierLoads(ClassifierHolder classifiers, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IClassifierLoads
{
    public Task<Outcome<ClassifierChanged>> Preview(ClassifierName name, string text) =>
        classifiers.Load(known => Decide(known, name, text, by: null, seen: null));

    public Task<Outcome<ClassifierChanged>> Load(ClassifierName name, string text, Actor actor, long seenRevision) =>
        classifiers.Load(known => Decide(known, name, text, actor, seenRevision));

    /// <param name="by">Who loads; null to write nothing.</param>
    private Outcome<LoadDecision<ClassifierLoad, ClassifierChanged>> Decide(ClassifierEditions known, ClassifierName name, string text, Actor? by, long? seen)
    {
        var now = clock.GetUtcNow();
        var decision = ClassifierRules.Decide(known, name, text, MoscowDays.Of(now), seen);
        if (decision.IsRefused)
            return decision.Refusal;

        var change = decision.Value;
        var load = by is null || change.IsNone ? null : new ClassifierLoad(known.Revision + 1, name, change.Text, now, by.Subject, by.Name);
        return new LoadDecision<ClassifierLoad, ClassifierChanged>(load, new(load?.Revision ?? known.Revision, change.Added, change.Removed));
    }
}
