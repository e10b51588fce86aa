using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Grains.Classifiers;

/// <summary>Decides a load on the classifiers as they are stored, writes it, and lets this node see it at once.</summary>
internal sealed class ClassifierGrain(
    IClassifierStore store, ClassifierHolder holder, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : Grain, IClassifierGrain
{
    private static readonly Refusal away = new(
        RefusalReason.StorageAway, "The storage does not answer, so it is not known whether this was done. Load it again.");

    public async Task<Outcome<ClassifierChanged>> Preview(ClassifierName name, string text)
    {
        try
        {
            await holder.Refresh(CancellationToken.None);
            var known = holder.Current;
            var decision = Decide(known, name, text, seen: null);
            return decision.IsRefused ? decision.Refusal : Answer(known.Revision, decision.Value);
        }
        catch (StorageAwayException)
        {
            return away;
        }
    }

    public async Task<Outcome<ClassifierChanged>> Load(ClassifierName name, string text, Actor actor, long seenRevision)
    {
        try
        {
            while (true)
            {
                await holder.Refresh(CancellationToken.None);
                var known = holder.Current;
                var decision = Decide(known, name, text, seenRevision);
                if (decision.IsRefused)
                    return decision.Refusal;

                var change = decision.Value;
                if (change.IsNone)
                    return Answer(known.Revision, change);

                var load = new ClassifierLoad(known.Revision + 1, name, change.Text, clock.GetUtcNow(), actor.Subject, actor.Name);
                if (await store.Write(load, CancellationToken.None))
                {
                    await holder.Refresh(CancellationToken.None);
                    return Answer(load.Revision, change);
                }

                // Another load has taken the revision, so this one is decided again: it is stale, or the other was the same.
            }
        }
        catch (StorageAwayException)
        {
            return away;
        }
    }

    private Outcome<ClassifierChange> Decide(ClassifierEditions known, ClassifierName name, string text, long? seen) =>
        ClassifierRules.Decide(known, name, text, MoscowDays.Of(clock.GetUtcNow()), seen);

    private static ClassifierChanged Answer(long revision, ClassifierChange change) => new(revision, change.Added, change.Removed);
}
