using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Plans that are tried on segments.</summary>
/// <param name="Segments">In this order; whoever wants early parts that resemble the whole spreads them over the months.</param>
public sealed record ScanRequest(ImmutableArray<ScannedSegment> Segments, ImmutableArray<Plan> Plans, ScanOptions Options);

/// <summary>A segment with the declarations of it that count.</summary>
/// <param name="Live"><see cref="LiveSets.First"/> or <see cref="LiveSets.Latest"/>.</param>
public sealed record ScannedSegment(Segment Segment, BitSet Live)
{
    /// <summary>The declarations that a scan looks at: that count, of its days and its authorities. Whoever asks has a hold of the segment.</summary>
    public BitSet Examined(ScanOptions options) => ExaminedItems.DeclarationsOf(this, options);
}

/// <summary>What is examined, and what is told of it.</summary>
public sealed record ScanOptions
{
    public static readonly ScanOptions Default = new();

    /// <summary>Only declarations of these days, by their numbers; null is without an end.</summary>
    public DateOnly? FirstDay { get; init; }

    public DateOnly? LastDay { get; init; }

    /// <summary>Only declarations whose declaring authority, or the one that they count for, is one of these or below one. Default: all.</summary>
    public ImmutableArray<string> Authorities { get; init; } = [];

    /// <summary>Who is below whom for <see cref="Authorities"/>.</summary>
    public AuthorityTree Register { get; init; } = AuthorityTree.Empty;

    /// <summary>Whether cells are of days and not of months.</summary>
    public bool ByDay { get; init; }

    /// <summary>Whether each plan gets a <see cref="Funnel"/>: as dear as some scans more.</summary>
    public bool WithFunnel { get; init; }

    /// <summary>Fields of items or heads whose values are counted among the hits: of texts, and such that there are once.</summary>
    public ImmutableArray<Field> CountedValues { get; init; } = [];

    /// <summary>Fields, at most <see cref="MostOutcomeFields"/>, by whose values outcomes of all that is examined are counted: of texts, and such that there are once.</summary>
    public ImmutableArray<Field> OutcomesBy { get; init; } = [];

    public const int MostOutcomeFields = 3;

    /// <summary>Whether the hits themselves are told.</summary>
    public bool WithHits { get; init; }

    /// <summary>Whether nothing is told but which declarations are hit: nothing is counted then, and hits have no items.</summary>
    public bool DeclarationsOnly { get; init; }
}

/// <summary>What came out for one segment.</summary>
/// <param name="Plans">In the order of the request.</param>
public sealed record SegmentResult(ScannedSegment Scanned, Tally Examined, ImmutableArray<PlanResult> Plans)
{
    /// <summary>By the values of <see cref="ScanOptions.OutcomesBy"/>; empty where there are none.</summary>
    public OutcomeTable Outcomes { get; init; } = OutcomeTable.Empty;
}

/// <summary>What came out for one plan: of a segment, or of many together.</summary>
/// <param name="Values">Of each of <see cref="ScanOptions.CountedValues"/>.</param>
public sealed record PlanResult(PlanTally Tally, Funnel Funnel, ImmutableArray<ValueCounts> Values)
{
    public static readonly PlanResult Empty = new(PlanTally.Empty, Funnel.Empty, []);

    /// <summary>Of one segment, where they were asked for; a sum has none.</summary>
    public HitList? Hits { get; init; }

    public static PlanResult operator +(PlanResult left, PlanResult right) => new(
        left.Tally + right.Tally,
        left.Funnel + right.Funnel,
        left.Values.IsEmpty ? right.Values : right.Values.IsEmpty ? left.Values : [.. left.Values.Zip(right.Values, (one, other) => one + other)]);
}

/// <summary>What a plan hits in a segment.</summary>
/// <param name="IsOfHeadOnly">Whether the consignments are hit as a whole, as item 0; then the items are all of theirs.</param>
/// <param name="Items">By their rows; which item a row is says <see cref="ItemPlace"/>.</param>
/// <param name="Declarations">As the segment counts them.</param>
public sealed record HitList(bool IsOfHeadOnly, BitSet Items, BitSet Declarations);

/// <summary>Which item a row of a segment is.</summary>
/// <param name="Declaration">As the segment counts them.</param>
/// <param name="Item">From 1.</param>
public readonly record struct ItemPlace(int Declaration, int Item)
{
    public static ItemPlace Of(Segment segment, int row)
    {
        using var _ = segment.Hold();
        return new((int)segment.ItemColumn(ColumnNames.Declaration)[row], (int)segment.ItemColumn(ColumnNames.Item)[row]);
    }
}
