using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Scanning;

/// <summary>Takes out of a set of items those that tests do not hold for. Not for several threads.</summary>
internal sealed class ItemFilter(Segment segment)
{
    private readonly Dictionary<string, Stack<RowSet>> spare = [];
    private readonly Column declarations = segment.ItemColumn(ColumnNames.Declaration);

    /// <summary>Items stay for which the step holds; of an exclusion those for which it does not.</summary>
    public void Apply(PlanStep step, RowSet items, Stopping stopping)
    {
        if (!step.IsExclusion)
        {
            Keep(step, items, stopping);
            return;
        }
        using var held = Take(ColumnNames.Rows, segment.Items);
        held.Set.CopyFrom(items);
        Keep(step, held.Set, stopping);
        items.AndNot(held.Set);
    }

    private void Keep(PlanStep step, RowSet items, Stopping stopping)
    {
        if (step.HoldsNever)
            items.Clear();
        else if (step.Kind == Repeated.None)
            KeepAll(step, items, stopping);
        else if (step.HasPairs)
            KeepOneByOne(step, items, stopping);
        else if (Fields.Of(step.Kind)[0].Part == Part.Item)
            KeepOwners(step, items, segment.Items, stopping);
        else
            KeepByDeclaration(step, items, stopping);
    }

    private static void KeepAll(PlanStep step, RowSet rows, Stopping stopping)
    {
        foreach (var test in step.Tests)
            Keep(test, rows, stopping);
    }

    private void KeepByDeclaration(PlanStep step, RowSet items, Stopping stopping)
    {
        using var owners = Take(ColumnNames.Declarations, segment.Declarations);
        var declarationOf = declarations.Codes<uint>();
        owners.Set.ClearAll();
        foreach (var row in items.All)
            owners.Set.Add((int)declarationOf[row]);
        KeepOwners(step, owners.Set, segment.Declarations, stopping);
        foreach (var row in items.All)
        {
            if (!owners.Set.Has((int)declarationOf[row]))
                items.Remove(row);
        }
    }

    private void KeepOwners(PlanStep step, RowSet owners, int ownerCount, Stopping stopping)
    {
        var endOf = segment.EndsOf(step.Kind)!.Codes<uint>()[..ownerCount];
        using var things = Take(ColumnNames.TableOf(step.Kind), (int)endOf[^1]);
        things.Set.ClearAll();
        foreach (var owner in owners.All)
            things.Set.AddRun(owner == 0 ? 0 : (int)endOf[owner - 1], (int)endOf[owner]);
        KeepAll(step, things.Set, stopping);
        foreach (var owner in owners.All)
        {
            if (!things.Set.HasAny(owner == 0 ? 0 : (int)endOf[owner - 1], (int)endOf[owner]))
                owners.Remove(owner);
        }
    }

    /// <summary>What a thing is compared with can differ from item to item.</summary>
    private void KeepOneByOne(PlanStep step, RowSet items, Stopping stopping)
    {
        var places = new ItemPlaces(segment, step.Tests[0].Field);
        foreach (var row in items.All)
        {
            var (from, to) = places.Of(row);
            var isHeld = false;
            for (var place = from; place < to && !isHeld; place++)
                isHeld = HoldsAll(step, place, row, stopping);
            if (!isHeld)
                items.Remove(row);
        }
    }

    private static bool HoldsAll(PlanStep step, int place, int row, Stopping stopping)
    {
        foreach (var test in step.Tests)
        {
            if (!test.HoldsAt(place, row, stopping))
                return false;
        }
        return true;
    }

    /// <summary>Rows of the table that the column is of.</summary>
    private static void Keep(ColumnTest test, RowSet rows, Stopping stopping)
    {
        if (test.HoldsNever)
            rows.Clear();
        else if (test.Patterns is null && test.Pairs.IsEmpty)
            Keep(test.Column!, test.Codes, rows);
        else
        {
            foreach (var row in rows.All)
            {
                if (!test.HoldsAt(row, row, stopping))
                    rows.Remove(row);
            }
        }
    }

    private static void Keep(Column column, CodeSet codes, RowSet rows)
    {
        if (column.Name == Segment.SortedBy && !codes.IsEmpty)
        {
            rows.KeepRun(column.FirstNotBelow(codes.Ranges[0].From), column.FirstNotBelow(codes.Ranges[^1].To + 1));
            if (codes.Ranges.Length == 1)
                return;
        }
        CodeWords.Keep(column, codes, rows);
    }

    private Taken Take(string table, int rows)
    {
        if (!spare.TryGetValue(table, out var sets))
            spare[table] = sets = [];
        return new(sets, sets.TryPop(out var set) ? set : new(rows));
    }

    /// <summary>A set that is given back.</summary>
    private readonly struct Taken(Stack<RowSet> from, RowSet set) : IDisposable
    {
        public RowSet Set => set;

        public void Dispose() => from.Push(set);
    }
}
