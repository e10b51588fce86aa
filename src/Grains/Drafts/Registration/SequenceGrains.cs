using System.Globalization;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Sequences and their groups as grains.</summary>
internal static class SequenceGrains
{
    private const string Prefix = "seq/";
    private const string GroupPrefix = "seq-group/";

    public static INumberSequenceGrain Sequence(this IGrainFactory grains, SequenceKey key) => grains.GetGrain<INumberSequenceGrain>(Prefix + key);

    public static ISequenceGroupGrain SequenceGroup(this IGrainFactory grains, uint group) => grains.GetGrain<ISequenceGroupGrain>($"{GroupPrefix}{group}");

    public static SequenceKey SequenceKey(this INumberSequenceGrain grain) => new(grain.Tail(Prefix));

    public static uint SequenceGroup(this ISequenceGroupGrain grain) => uint.Parse(grain.Tail(GroupPrefix), CultureInfo.InvariantCulture);
}
