namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>How wide a profile applies; it decides who signs at the end.</summary>
public enum Territory
{
    /// <summary>Every authority.</summary>
    AllRussian,

    /// <summary>One directorate and all below it.</summary>
    Regional,

    /// <summary>The listed offices and all below them.</summary>
    Zonal,
}
