using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Numbers of items of a segment, as their declarations have them.</summary>
public static class ItemNumbers
{
    /// <summary>Of each item that has both: two numbers, in the order of the rows.</summary>
    /// <param name="items">By their rows, such as <see cref="HitList.Items"/>.</param>
    /// <exception cref="InvalidSegmentException">The segment is damaged.</exception>
    public static List<(FixedPoint First, FixedPoint Second)> Of(Segment segment, BitSet items, Field first, Field second)
    {
        using var hold = segment.Hold();
        var found = new List<(FixedPoint, FixedPoint)>();
        if (segment.ColumnOf(first) is not { Scale: { } firsts } one || segment.ColumnOf(second) is not { Scale: { } seconds } other)
            return found;
        foreach (var row in items.Indexes)
        {
            if (one[row] is not 0 and var left && other[row] is not 0 and var right)
                found.Add((new(firsts.Of(left)), new(seconds.Of(right))));
        }
        return found;
    }
}
