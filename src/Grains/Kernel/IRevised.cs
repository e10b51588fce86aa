namespace RmsOrleans.Grains.Kernel;

/// <summary>A load, or the reference data as it made them. Two of one revision are the same.</summary>
internal interface IRevised
{
    long Revision { get; }
}
