namespace RmsOrleans.Declarations.Scanning;

/// <summary>How much was hit. Sums of parts are exact, in whatever order they are added.</summary>
/// <param name="Declarations">The consignments.</param>
/// <param name="Items">The hits; where conditions speak of the head only, a declaration is one.</param>
/// <param name="ValueRoubles">The customs value of the items that the hits cover.</param>
public readonly record struct HitCounts(long Declarations, long Items, decimal ValueRoubles)
{
    public static HitCounts operator +(HitCounts left, HitCounts right) =>
        new(left.Declarations + right.Declarations, left.Items + right.Items, left.ValueRoubles + right.ValueRoubles);
}

/// <summary>Where and when.</summary>
/// <param name="Authority">That hits count for, as the declaration names it: the controlling one, or where none is said the declaring one. The register was not asked.</param>
/// <param name="From">The first day of a month, or a day, as the scan was asked to count; of the declaration's number.</param>
public readonly record struct Cell(string Authority, DateOnly From) : IComparable<Cell>
{
    public int CompareTo(Cell other) => From.CompareTo(other.From) is var byDay and not 0 ? byDay : string.CompareOrdinal(Authority, other.Authority);
}

/// <summary>What control found of the items that hits cover, where that is known.</summary>
/// <param name="Declarations">With a controlled item.</param>
/// <param name="DeclarationsWithFinding">With an item of which control found something.</param>
/// <param name="Items">Controlled.</param>
/// <param name="PaymentsRoubles">Of controlled items.</param>
/// <param name="Hours">Of controlled items.</param>
public readonly record struct ControlCounts(long Declarations, long DeclarationsWithFinding, long Items, long ItemsWithFinding, decimal PaymentsRoubles, decimal Hours)
{
    public static ControlCounts operator +(ControlCounts left, ControlCounts right) => new(
        left.Declarations + right.Declarations,
        left.DeclarationsWithFinding + right.DeclarationsWithFinding,
        left.Items + right.Items,
        left.ItemsWithFinding + right.ItemsWithFinding,
        left.PaymentsRoubles + right.PaymentsRoubles,
        left.Hours + right.Hours);
}

/// <summary>Counts of a set of items: those that were examined, or those that a plan hits. It adds up over segments.</summary>
/// <param name="Total">Of all cells.</param>
/// <param name="Cells">By authority and time; only where something is.</param>
public sealed record Tally(HitCounts Total, ControlCounts Controlled, ImmutableSortedDictionary<Cell, HitCounts> Cells)
{
    public static readonly Tally Empty = new(default, default, ImmutableSortedDictionary<Cell, HitCounts>.Empty);

    public static Tally operator +(Tally left, Tally right)
    {
        var cells = left.Cells.ToBuilder();
        foreach (var (cell, counts) in right.Cells)
            cells[cell] = cells.GetValueOrDefault(cell) + counts;
        return new(left.Total + right.Total, left.Controlled + right.Controlled, cells.ToImmutable());
    }

    public bool Equals(Tally? other) => other is not null && Total == other.Total && Controlled == other.Controlled && Cells.SequenceEqual(other.Cells);

    public override int GetHashCode() => HashCode.Combine(Total, Controlled, Cells.Count);
}

/// <summary>Of a plan: what it hits, and what cannot be said.</summary>
/// <param name="Undecided">Items that only a pattern which cannot run keeps from being hit or not, and declarations that have such an item and no hit. Its value is not counted.</param>
public sealed record PlanTally(Tally Hits, HitCounts Undecided)
{
    public static readonly PlanTally Empty = new(Tally.Empty, default);

    public static PlanTally operator +(PlanTally left, PlanTally right) => new(left.Hits + right.Hits, left.Undecided + right.Undecided);
}

/// <summary>What remains when the fields of a plan are asked one after another, in the order of the risk area, and then its exclusions.</summary>
public sealed record Funnel(ImmutableArray<FunnelStep> Steps)
{
    public static readonly Funnel Empty = new([]);

    /// <exception cref="InvalidOperationException">They are of different plans.</exception>
    public static Funnel operator +(Funnel left, Funnel right) => (left.Steps.Length, right.Steps.Length) switch
    {
        (0, _) => right,
        (_, 0) => left,
        var (one, other) when one == other => new([.. left.Steps.Zip(right.Steps, (each, another) => each + another)]),
        _ => throw new InvalidOperationException("Funnels of different plans do not add up."),
    };
}

/// <summary>A field with its alternatives, or an exclusion.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Remaining">What is left after it.</param>
/// <param name="Conditions">For how much of all that was examined each condition holds, asked alone: for all of it, and it excludes nothing; for none, and it alone excludes all.
/// Of an exclusion, how much it excludes.</param>
public sealed record FunnelStep(string Field, bool IsExclusion, HitCounts Remaining, ImmutableArray<ConditionCounts> Conditions)
{
    /// <exception cref="InvalidOperationException">They are of different plans.</exception>
    public static FunnelStep operator +(FunnelStep left, FunnelStep right) =>
        left.Field == right.Field && left.IsExclusion == right.IsExclusion && left.Conditions.Length == right.Conditions.Length
            ? left with { Remaining = left.Remaining + right.Remaining, Conditions = [.. left.Conditions.Zip(right.Conditions, (each, another) => each with { Holds = each.Holds + another.Holds })] }
            : throw new InvalidOperationException("Funnels of different plans do not add up.");
}

/// <param name="Source">Where the condition stands in the content.</param>
public sealed record ConditionCounts(string Source, HitCounts Holds);

/// <summary>How many of the items that hits cover have each value of a field. Values are folded; what is missing is not counted.</summary>
public sealed record ValueCounts(ImmutableDictionary<string, long> Items)
{
    public static readonly ValueCounts Empty = new(ImmutableDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <summary>The most frequent ones; of equally frequent ones the first in ordinal order.</summary>
    public ImmutableArray<(string Value, long Items)> Top(int count) =>
        [.. Items.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Take(count).Select(each => (each.Key, each.Value))];

    public static ValueCounts operator +(ValueCounts left, ValueCounts right)
    {
        var (more, less) = left.Items.Count >= right.Items.Count ? (left.Items, right.Items) : (right.Items, left.Items);
        var sum = more.ToBuilder();
        foreach (var (value, items) in less)
            sum[value] = sum.GetValueOrDefault(value) + items;
        return new(sum.ToImmutable());
    }
}
