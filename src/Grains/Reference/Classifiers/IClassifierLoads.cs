namespace RmsOrleans.Grains.Reference.Classifiers;

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
