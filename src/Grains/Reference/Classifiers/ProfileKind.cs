namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>All three kinds follow the same rules here; the profile's number shows which it is.</summary>
public enum ProfileKind
{
    Regular,
    Urgent,
    Orientation,
}
