namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>The classifiers as a grain.</summary>
public static class ClassifierGrains
{
    private const string TheClassifiers = "register/classifiers";

    public static IClassifierGrain Classifiers(this IGrainFactory grains) => grains.GetGrain<IClassifierGrain>(TheClassifiers);
}
