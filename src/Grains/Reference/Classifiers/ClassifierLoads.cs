using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>Asks the rules what a load does to the classifiers.</summary>
internal sealed class ClassifierLoads(ClassifierHolder classifiers, AuthorityRegisterHolder authorities, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IClassifierLoads
{
    public Task<Outcome<ClassifierChanged>> Preview(ClassifierName name, string text) =>
        classifiers.Load(known => Decide(known, name, text, by: null, seen: null));

    public Task<Outcome<ClassifierChanged>> Load(ClassifierName name, string text, Actor actor, long seenRevision) =>
        classifiers.Load(known => Decide(known, name, text, actor, seenRevision));

    /// <param name="by">Who loads; null to write nothing.</param>
    private Outcome<LoadDecision<ClassifierLoad, ClassifierChanged>> Decide(ClassifierEditions known, ClassifierName name, string text, Actor? by, long? seen)
    {
        var now = clock.GetUtcNow();
        var decision = ClassifierRules.Decide(known, name, text, MoscowDays.Of(now), seen, authorities.Current);
        if (decision.IsRefused)
            return decision.Refusal;

        var change = decision.Value;
        var load = by is null || change.IsNone ? null : new ClassifierLoad(known.Revision + 1, name, change.Text, now, by.Subject, by.Name);
        return new LoadDecision<ClassifierLoad, ClassifierChanged>(load, new(load?.Revision ?? known.Revision, change.Added, change.Removed));
    }
}

/// <summary>Loads of classifiers. Of two at once, on whatever nodes, the database takes one, and the other is stale.</summary>
public interface IClassifierLoads
{
    /// <summary>What a load would change; refused for faulty lines.</summary>
    Task<Outcome<ClassifierChanged>> Preview(ClassifierName name, string text);

    /// <summary>Loads a classifier, all of it or nothing; refused if the classifiers have moved on from the revision that was seen.</summary>
    /// <param name="text">CSV with its header; its rows take the place of all that the classifier had.</param>
    Task<Outcome<ClassifierChanged>> Load(ClassifierName name, string text, Actor actor, long seenRevision);
}

/// <summary>The rows that come and those that go, as lines of CSV; none if the classifier stood like this already.</summary>
/// <param name="Revision">How the classifiers stand: after a load, or as a preview found them.</param>
public sealed record ClassifierChanged(
    long Revision,
    ImmutableArray<string> Added,
    ImmutableArray<string> Removed);

/// <summary>This node's classifiers.</summary>
internal sealed class ClassifierHolder(ILoadStore<ClassifierLoad> store)
    : LoadHolder<ClassifierEditions, ClassifierLoad>(store, ClassifierEditions.Shipped, (editions, load) => editions.With(load));

/// <summary>An edition that was loaded, whole, as CSV with its header; the revision of the classifiers that it made, and by whom.</summary>
public sealed record ClassifierLoad(long Revision, ClassifierName Name, string Text, DateTimeOffset At, string Subject, string Person) : IRevised;

/// <summary>The classifiers that are loaded at run time. The names are stored.</summary>
public enum ClassifierName
{
    /// <summary>Which code a profile's number begins with.</summary>
    KindCodes,

    /// <summary>Which direct measures there are.</summary>
    Measures,

    /// <summary>Which risk areas there are.</summary>
    RiskAreas,

    /// <summary>In which of them an authority must have a profile.</summary>
    RiskAreaDuties,

    /// <summary>How many inspections a working day authorities can carry out.</summary>
    Capacity,
}
