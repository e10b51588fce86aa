using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain, to hand to others; a grain never hands out itself.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain is GrainReference reference
            ? (TGrainInterface)reference.As(typeof(TGrainInterface))
            : (TGrainInterface)Activation.Of(grain).ReferenceAs(typeof(TGrainInterface));
    }

    /// <summary>The key by which the grain is found.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain is GrainReference reference ? reference.Id.Key : Activation.Of(grain).GrainId.Key;
    }
}
