using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>This node's classifiers.</summary>
internal sealed class ClassifierHolder(ILoadStore<ClassifierLoad> store)
    : LoadHolder<ClassifierEditions, ClassifierLoad>(store, ClassifierEditions.Shipped, (editions, load) => editions.With(load));

/// <summary>An edition that was loaded, whole, as CSV with its header; the revision of the classifiers that it made, and by whom.</summary>
public sealed record ClassifierLoad(long Revision, ClassifierName Name, string Text, DateTimeOffset At, string Subject, string Person) : IRevised;
