using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// How many digits of an authority's code a number prints. The source's mask and numbers printed in practice differ, so both are settings.
/// Changing one begins a new sequence: a sequence is keyed by the digits as printed.
/// </summary>
public sealed class NumberingSettings
{
    public const string Section = "Numbering";

    [Range(5, 8)]
    public int DraftAuthorityDigits { get; set; } = 5;

    [Range(5, 8)]
    public int ProfileAuthorityDigits { get; set; } = 6;

    /// <summary>How many registrations a silo keeps waiting for one sequence, or one group of them, before it turns callers away with 503.</summary>
    [Range(64, 100_000)]
    public int QueueLimit { get; set; } = 8192;

    /// <summary>How many registrations one commit takes at the most.</summary>
    [Range(1, 4096)]
    public int BatchLimit { get; set; } = 256;

    /// <summary>
    /// How long a silo waits for the grain of a sequence before it asks whether it is there, and for the answer to that; then it commits by
    /// itself. So after the death of a silo the others go on within twice this time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan GrainPatience { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// In how many parts the sequences of a cluster are: a silo sends what it has for all sequences of a part in one call. More of them spread
    /// the commits over the silos, fewer make calls and commits larger. Silos that differ in it do not harm each other.
    /// </summary>
    [Range(1u, 64u)]
    public uint SequenceGroups { get; set; } = 1;

    /// <summary>How long callers wait for a storage that is away before they are answered 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:25")]
    public TimeSpan StorageAwayLimit { get; set; } = TimeSpan.FromSeconds(5);
}
