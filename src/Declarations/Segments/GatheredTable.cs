using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Segments;

/// <summary>The values of fields for things of one kind: heads, items, or a thing that there are several of. A column begins with its first value.</summary>
internal sealed class GatheredTable(Folding folding, ImmutableArray<Field> fields)
{
    private readonly GatheredTexts?[] texts = new GatheredTexts?[fields.Length];
    private readonly GatheredNumbers?[] numbers = new GatheredNumbers?[fields.Length];

    public int Count { get; private set; }

    /// <summary>Of all different texts together.</summary>
    public long Characters { get; private set; }

    public void Add(FieldValues values)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var value = values[fields[i]];
            if (fields[i].IsNumber)
                Add(ref numbers[i], fields[i], value);
            else
                Add(ref texts[i], fields[i], value);
        }
        Count++;
    }

    public IEnumerable<ColumnEntry> Seal(SegmentSink sink, string table, int[] order)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (((GatheredColumn?)texts[i] ?? numbers[i]) is { } column)
                yield return column.Seal(sink, table, order);
        }
    }

    /// <summary>The codes of a field of texts, as <see cref="GatheredTexts.Codes"/>; all are 0 where no value came.</summary>
    public int[] CodesOf(Field field) => texts[fields.IndexOf(field)]?.Codes() ?? new int[Count];

    private void Add(ref GatheredTexts? column, Field field, FieldValue? value)
    {
        if (value is not { } given)
        {
            column?.AddMissing(1);
            return;
        }
        if (column is null)
        {
            column = new(field.Name, field, folding);
            column.AddMissing(Count);
        }
        Characters += column.Add(given.Text);
    }

    private void Add(ref GatheredNumbers? column, Field field, FieldValue? value)
    {
        if (value is not { } given)
        {
            column?.AddMissing(1);
            return;
        }
        if (column is null)
        {
            column = new(field.Name);
            column.AddMissing(Count);
        }
        column.Add(given.Number);
    }
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
