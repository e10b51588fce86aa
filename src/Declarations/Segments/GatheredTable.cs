using System.Numerics;

namespace RmsOrleans.Declarations.Segments;

/// <summary>
/// The values of fields for things of one kind: heads, items, or a thing that there are several of. A column begins with its first value, and what is missing is made up for with the next one,
/// so that only what is there takes time.
/// </summary>
internal sealed class GatheredTable(Folding folding, ImmutableArray<Field> fields)
{
    private readonly ulong own = fields.Aggregate(0UL, (bits, field) => bits | (1UL << field.Index));
    private readonly GatheredTexts?[] texts = new GatheredTexts?[Fields.All.Length];
    private readonly GatheredNumbers?[] numbers = new GatheredNumbers?[Fields.All.Length];

    public int Count { get; private set; }

    /// <summary>Of all different texts together.</summary>
    public long Characters { get; private set; }

    public void Add(FieldValues values)
    {
        var place = 0;
        for (var left = values.Bits; left != 0; left &= left - 1, place++)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if ((own & (1UL << field)) == 0)
                continue;
            ref readonly var value = ref values.Values[place];
            if (value.IsText)
                Characters += (texts[field] ??= new(Fields.All[field].Name, Fields.All[field], folding)).Add(value.Text, Count);
            else
                (numbers[field] ??= new(Fields.All[field].Name)).Add(value.Number, Count);
        }
        Count++;
    }

    public IEnumerable<ColumnEntry> Seal(SegmentSink sink, string table, int[] order)
    {
        foreach (var field in fields)
        {
            if (((GatheredColumn?)texts[field.Index] ?? numbers[field.Index]) is { } column)
                yield return column.Seal(sink, table, order);
        }
    }

    /// <summary>The codes of a field of texts, as <see cref="GatheredTexts.Codes"/>; all are 0 where no value came.</summary>
    public int[] CodesOf(Field field) => texts[field.Index]?.Codes(Count) ?? new int[Count];
}

/// <summary>Things that there are several of, and to whom each belongs.</summary>
internal sealed class GatheredThings(Folding folding, Repeated kind)
{
    private readonly GatheredTable things = new(folding, Fields.Of(kind));
    private readonly GatheredCodes ends = new(ColumnNames.Ends, isPlace: true);

    public Repeated Kind => kind;

    public Part Part { get; } = Fields.Of(kind)[0].Part;

    public long Characters => things.Characters;

    public void Add(FieldValues owner)
    {
        foreach (var thing in owner.Of(kind))
            things.Add(thing);
        ends.Add(things.Count);
    }

    /// <param name="owners">Of each owner in the segment, which one that came it is.</param>
    public IEnumerable<ColumnEntry> Seal(SegmentSink sink, int[] owners)
    {
        if (things.Count == 0)
            yield break;
        var order = new List<int>(things.Count);
        var inOrder = new GatheredCodes(ColumnNames.Ends, isPlace: true);
        foreach (var owner in owners)
        {
            for (var thing = owner == 0 ? 0 : ends[owner - 1]; thing < ends[owner]; thing++)
                order.Add(thing);
            inOrder.Add(order.Count);
        }
        var table = ColumnNames.TableOf(kind);
        yield return inOrder.Seal(sink, table, [.. Enumerable.Range(0, owners.Length)]);
        foreach (var column in things.Seal(sink, table, [.. order]))
            yield return column;
    }
}
