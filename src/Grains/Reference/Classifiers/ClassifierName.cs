namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>The classifiers that are loaded at run time. The names are stored.</summary>
public enum ClassifierName
{
    /// <summary>Which code a profile's number begins with.</summary>
    KindCodes,

    /// <summary>Which direct measures there are.</summary>
    Measures,
}
