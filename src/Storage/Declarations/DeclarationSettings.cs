using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Storage.Declarations;

/// <summary>Declarations: how long they and the journals of their control are kept, and where mappings lie that do not ship.</summary>
internal sealed class DeclarationSettings
{
    public const string Section = "Declarations";

    /// <summary>So many months are kept beside the current one; what is older is removed by whole months.</summary>
    [Range(1, 600)]
    public int RetentionMonths { get; set; } = 36;

    /// <summary>So many years journals of control are kept beside the current month, counted from their last line; then they end by whole months.</summary>
    [Range(1, 100)]
    public int JournalYears { get; set; } = 5;

    /// <summary>The folder of segments, which all nodes write to; by default <c>declarations</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>When so many items of a month have come, they are sealed into a segment.</summary>
    [Range(1, 1_000_000)]
    public int SealItems { get; set; } = 131_072;

    /// <summary>Threads of each node that trial runs have, at low priority; half of the processors if it is 0.</summary>
    [Range(0, 1024)]
    public int ScanThreads { get; set; }

    /// <summary>So many megabytes each node keeps in memory, and so many all nodes in the folder, of what profiles hit in which segment, so that the next trial run need not try them again; none if it is 0.</summary>
    [Range(0, 1_000_000)]
    public int HitListMegabytes { get; set; } = 256;

    /// <summary>A folder of mappings as JSON files; by default <c>mappings</c> in the data folder.</summary>
    public string? Mappings { get; set; }
}
