using System.Runtime.CompilerServices;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Which cell each declaration of a segment counts for. Made once for a segment: a scan by one profile is over sooner than this.</summary>
internal sealed class SegmentCells
{
    private const int DaysOfMonth = 31;

    private static readonly ConditionalWeakTable<Segment, SegmentCells> byMonths = [];
    private static readonly ConditionalWeakTable<Segment, SegmentCells> byDays = [];

    private readonly string[] authorities;
    private readonly DateOnly month;
    private readonly int periods;

    private SegmentCells(Segment segment, int periods)
    {
        (month, this.periods) = (segment.Month, periods);
        var countedFor = segment.DeclarationColumn(ColumnNames.CountedFor);
        var days = segment.DeclarationColumn(ColumnNames.Day);
        authorities = [.. Enumerable.Range(1, countedFor.Texts!.Count).Select(code => countedFor.Texts[code].ToString())];
        OfDeclaration = new int[segment.Declarations];
        for (var i = 0; i < OfDeclaration.Length; i++)
            OfDeclaration[i] = (((int)countedFor[i] - 1) * periods) + (periods == 1 ? 0 : (int)days[i] - 1);
    }

    /// <summary>Of each declaration the place of its cell.</summary>
    public int[] OfDeclaration { get; }

    public int Count => authorities.Length * periods;

    public static SegmentCells Of(Segment segment, bool byDay) =>
        byDay ? byDays.GetValue(segment, static each => new(each, DaysOfMonth)) : byMonths.GetValue(segment, static each => new(each, 1));

    /// <summary>The cell at a place: those of an authority lie together.</summary>
    public Cell At(int place) => new(authorities[place / periods], month.AddDays(place % periods));
}
