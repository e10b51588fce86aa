using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Plans;

/// <summary>A comparison of a value with those of another field of the same item or its declaration: any pair counts.</summary>
internal sealed class PairTest
{
    private readonly bool isOfEquals;
    private readonly NumberScale? scale;
    private readonly Column other;
    private readonly ItemPlaces places;

    /// <summary>Of each text of the one column its code in the other; 0 where it is not there.</summary>
    private readonly ulong[] translation = [];

    private PairTest(bool isOfEquals, Column column, Column other, ItemPlaces places)
    {
        (this.isOfEquals, scale, this.other, this.places) = (isOfEquals, column.Scale, other, places);
        if (column.Texts is { } texts && other.Texts is { } others)
            translation = Translate(texts, others);
    }

    /// <summary>Null where no declaration of the segment has a value of the other field: then nothing holds.</summary>
    public static PairTest? Of(Segment segment, bool isOfEquals, Column column, Field other) =>
        segment.ColumnOf(other) is { } otherColumn ? new(isOfEquals, column, otherColumn, new(segment, other)) : null;

    /// <param name="code">Of the one column, not 0.</param>
    public bool HoldsAt(ulong code, int row)
    {
        var (from, to) = places.Of(row);
        for (var place = from; place < to; place++)
        {
            if (other[place] is not 0 and var otherCode && AreEqual(code, otherCode) == isOfEquals)
                return true;
        }
        return false;
    }

    private bool AreEqual(ulong code, ulong otherCode) =>
        scale is { } own && other.Scale is { } others ? own.Of(code) == others.Of(otherCode) : translation[code] == otherCode;

    private static ulong[] Translate(Texts texts, Texts others)
    {
        var translation = new ulong[texts.Count + 1];
        for (var (code, otherCode) = (1, 1); code <= texts.Count && otherCode <= others.Count;)
        {
            var order = texts[code].SequenceCompareTo(others[otherCode]);
            if (order == 0)
                translation[code] = (ulong)otherCode;
            if (order <= 0)
                code++;
            else
                otherCode++;
        }
        return translation;
    }
}

/// <summary>Where in the column of a field the values of an item stand, with those of its declaration.</summary>
internal readonly struct ItemPlaces(Segment segment, Field field)
{
    private readonly Column declarations = segment.ItemColumn(ColumnNames.Declaration);
    private readonly Column? ends = field.Repeated == Repeated.None ? null : segment.EndsOf(field.Repeated);
    private readonly bool isOfHead = field.Part == Part.Head;

    /// <summary>From one, up to another that is not among them.</summary>
    public (int From, int To) Of(int row)
    {
        if (ends is null)
            return (row, row + 1);
        var all = ends.Codes<uint>();
        var owner = isOfHead ? (int)declarations.Codes<uint>()[row] : row;
        return (owner == 0 ? 0 : (int)all[owner - 1], (int)all[owner]);
    }
}
