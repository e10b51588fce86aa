using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>The classifiers; one grain has them all, so loads come one after the other.</summary>
[Alias("classifiers")]
public interface IClassifierGrain : IGrainWithStringKey
{
    /// <summary>What a load would change; refused for faulty lines.</summary>
    [Alias("preview")]
    Task<Outcome<ClassifierChanged>> Preview(ClassifierName name, string text);

    /// <summary>Loads a classifier, all of it or nothing; refused if the classifiers have moved on from the revision that was seen.</summary>
    /// <param name="text">CSV with its header; its rows take the place of all that the classifier had.</param>
    [Alias("load")]
    Task<Outcome<ClassifierChanged>> Load(ClassifierName name, string text, Actor actor, long seenRevision);
}

/// <summary>The rows that come and those that go, as lines of CSV; none if the classifier stood like this already.</summary>
/// <param name="Revision">How the classifiers stand: after a load, or as a preview found them.</param>
[GenerateSerializer, Alias("classifier-changed"), Immutable]
public sealed record ClassifierChanged(
    [property: Id(0)] long Revision,
    [property: Id(1)] ImmutableArray<string> Added,
    [property: Id(2)] ImmutableArray<string> Removed);
