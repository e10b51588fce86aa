using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>The items of a segment that a scan looks at: of declarations that count, of its days and its authorities.</summary>
internal static class ExaminedItems
{
    public static RowSet Of(ScannedSegment scanned, ScanOptions options)
    {
        var segment = scanned.Segment;
        var items = new RowSet(segment.Items);
        items.CopyFrom(BitSet.All(segment.Items).Words);
        if (AreAllThatCount(scanned, options) && scanned.Live.HasAll)
            return items;

        var isExamined = Declarations(scanned, options);
        var declarationOf = segment.ItemColumn(ColumnNames.Declaration).Codes<uint>();
        foreach (var row in items.All)
        {
            if (!isExamined[declarationOf[row]])
                items.Remove(row);
        }
        return items;
    }

    /// <summary>The declarations that these items are of.</summary>
    public static BitSet DeclarationsOf(ScannedSegment scanned, ScanOptions options)
    {
        if (AreAllThatCount(scanned, options))
            return scanned.Live;
        var isExamined = Declarations(scanned, options);
        return scanned.Live.Without(scanned.Live.Indexes.Where(declaration => !isExamined[declaration]));
    }

    /// <summary>Whether days and authorities leave nothing out.</summary>
    public static bool AreAllThatCount(ScannedSegment scanned, ScanOptions options) =>
        (options.FirstDay ?? DateOnly.MinValue) <= scanned.Segment.Month
        && (options.LastDay ?? DateOnly.MaxValue) >= scanned.Segment.Month.AddMonths(1).AddDays(-1)
        && options.Authorities.IsEmpty;

    private static bool[] Declarations(ScannedSegment scanned, ScanOptions options)
    {
        var segment = scanned.Segment;
        var (countedFor, declaredAt, days) =
            (segment.DeclarationColumn(ColumnNames.CountedFor), segment.DeclarationColumn(ColumnNames.DeclaredAt), segment.DeclarationColumn(ColumnNames.Day));
        var (isCountedWithin, isDeclaredWithin) = (Within(countedFor, options), Within(declaredAt, options));
        var isExamined = new bool[segment.Declarations];
        foreach (var i in scanned.Live.Indexes)
        {
            var day = segment.Month.AddDays((int)days[i] - 1);
            isExamined[i] = !(day < options.FirstDay) && !(day > options.LastDay) && (isCountedWithin[countedFor[i]] || isDeclaredWithin[declaredAt[i]]);
        }
        return isExamined;
    }

    /// <summary>Of each code of a column of authorities, whether it is within those asked for.</summary>
    private static bool[] Within(Column column, ScanOptions options) =>
    [
        false,
        .. Enumerable.Range(1, column.Texts!.Count).Select(code => column.Texts[code].ToString())
            .Select(code => options.Authorities.IsEmpty || options.Authorities.Any(above => options.Register.IsWithin(code, above))),
    ];
}
