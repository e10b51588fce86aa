using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Tests the codes of 64 rows at once. This file alone knows vectors; on a processor without them the same runs more slowly.</summary>
internal static class CodeWords
{
    /// <summary>Rows whose code is none of the set are out.</summary>
    public static void Keep(Column column, CodeSet codes, RowSet rows)
    {
        if (codes.IsEmpty || column.Width == 0)
        {
            rows.Clear();
            return;
        }
        switch (column.Width)
        {
            case 1:
                Keep(column.Codes<byte>(), codes, rows);
                break;
            case 2:
                Keep(column.Codes<ushort>(), codes, rows);
                break;
            case 4:
                Keep(column.Codes<uint>(), codes, rows);
                break;
            default:
                Keep(column.Codes<ulong>(), codes, rows);
                break;
        }
    }

    private static void Keep<T>(ReadOnlySpan<T> column, CodeSet codes, RowSet rows)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (codes.Ranges.Length == 1)
            KeepRange(column, codes.Ranges[0], rows);
        else if (codes.HasFewRanges)
            KeepRanges(column, codes.Ranges, rows);
        else
            LookUp(column, codes, rows);
    }

    private static void KeepRange<T>(ReadOnlySpan<T> column, CodeRange range, RowSet rows)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var codes = ref MemoryMarshal.GetReference(column[..(rows.To * SegmentFormat.RowsOfWord)]);
        var words = rows.Words;
        var (from, span) = (Vector512.Create(T.CreateTruncating(range.From)), Vector512.Create(T.CreateTruncating(range.To - range.From)));
        for (var word = rows.From; word < rows.To; word++)
        {
            if (words[word] != 0)
                words[word] &= InRange(ref codes, (nuint)(word * SegmentFormat.RowsOfWord), from, span);
        }
    }

    private static void KeepRanges<T>(ReadOnlySpan<T> column, CodeRange[] ranges, RowSet rows)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var codes = ref MemoryMarshal.GetReference(column[..(rows.To * SegmentFormat.RowsOfWord)]);
        var words = rows.Words;
        Span<Vector512<T>> from = stackalloc Vector512<T>[CodeSet.FewRanges];
        Span<Vector512<T>> span = stackalloc Vector512<T>[CodeSet.FewRanges];
        for (var i = 0; i < ranges.Length; i++)
            (from[i], span[i]) = (Vector512.Create(T.CreateTruncating(ranges[i].From)), Vector512.Create(T.CreateTruncating(ranges[i].To - ranges[i].From)));
        for (var word = rows.From; word < rows.To; word++)
        {
            if (words[word] == 0)
                continue;
            var held = 0UL;
            for (var i = 0; i < ranges.Length; i++)
                held |= InRange(ref codes, (nuint)(word * SegmentFormat.RowsOfWord), from[i], span[i]);
            words[word] &= held;
        }
    }

    /// <summary>A bit for each of 64 rows: a code is in a range if its distance from the beginning, without a sign, is not more than the range is wide.</summary>
    private static ulong InRange<T>(ref T codes, nuint row, Vector512<T> from, Vector512<T> span)
        where T : unmanaged, IBinaryInteger<T>
    {
        var lanes = Vector512<T>.Count;
        var held = 0UL;
        for (var i = 0; i < SegmentFormat.RowsOfWord; i += lanes)
            held |= Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref codes, row + (nuint)i) - from, span).ExtractMostSignificantBits() << i;
        return held;
    }

    private static void LookUp<T>(ReadOnlySpan<T> column, CodeSet codes, RowSet rows)
        where T : unmanaged, IBinaryInteger<T>
    {
        var words = rows.Words;
        for (var word = rows.From; word < rows.To; word++)
        {
            var held = 0UL;
            for (var left = words[word]; left != 0; left &= left - 1)
            {
                if (codes.Has(ulong.CreateTruncating(column[(word * SegmentFormat.RowsOfWord) + BitOperations.TrailingZeroCount(left)])))
                    held |= left & (~left + 1);
            }
            words[word] = held;
        }
    }
}
