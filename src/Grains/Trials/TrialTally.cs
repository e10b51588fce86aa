using System.Text.Json.Serialization;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Suggestions;

namespace RmsOrleans.Grains.Trials;

/// <summary>
/// What was found in some segments. Tallies of different segments add up, in any order to the same, since all items of a declaration are in one segment.
/// </summary>
[GenerateSerializer, Alias("trial-tally"), Immutable]
public sealed record TrialTally
{
    /// <summary>Sample declarations that are kept.</summary>
    public const int MostSamples = 50;

    public static readonly TrialTally None = new();

    /// <summary>By month and control authority.</summary>
    [Id(0)] public ImmutableArray<TrialCell> Cells { get; init; } = [];

    /// <summary>By field, in the order of the conditions.</summary>
    [Id(1)] public ImmutableArray<TrialStep> Steps { get; init; } = [];

    /// <summary>Declarations by the commodity codes of the items that were hit.</summary>
    [Id(2)] public ImmutableArray<TrialValue> Goods { get; init; } = [];

    [Id(3)] public ImmutableArray<TrialValue> Origins { get; init; } = [];

    [Id(4)] public ImmutableArray<TrialValue> Traders { get; init; } = [];

    [Id(5)] public TrialOutcomes Outcomes { get; init; } = new(0, 0, 0, 0);

    /// <summary>With each profile in force and each draft under consideration that the asker may see.</summary>
    [Id(6)] public ImmutableArray<TrialOverlap> Overlaps { get; init; } = [];

    /// <summary>Of those that were hit: the ones whose numbers have the smallest hashes, so that they are the same however the work was shared.</summary>
    [Id(7)] public ImmutableArray<TrialSample> Samples { get; init; } = [];

    /// <summary>Declarations that a pattern which cannot run leaves open.</summary>
    [Id(8)] public long Undecided { get; init; }

    /// <summary>Declarations hit that no profile in force hits which has the same measure.</summary>
    [Id(9)] public long New { get; init; }

    /// <summary>Declarations that are inspected, by month and control authority.</summary>
    [Id(10)] public ImmutableArray<TrialLoadCell> Loads { get; init; } = [];

    /// <summary>The first day of declarations that were examined; null where there are none.</summary>
    [Id(11)] public DateOnly? FirstDay { get; init; }

    [Id(12)] public DateOnly? LastDay { get; init; }

    /// <summary>Where past rates are counted: by the values of the fields. They may be many, so they are not kept with a run that goes on: it begins anew where its silo ends.</summary>
    [Id(13), JsonIgnore]
    public ImmutableArray<PastRate> Rates { get; init; } = [];

    public static TrialTally operator +(TrialTally one, TrialTally other) => new()
    {
        Cells = Join(one.Cells, other.Cells, cell => (cell.Month, cell.Authority), (left, right) => left + right),
        Steps = one.Steps.IsEmpty ? other.Steps : other.Steps.IsEmpty ? one.Steps : [.. one.Steps.Zip(other.Steps, (left, right) => left + right)],
        Goods = Join(one.Goods, other.Goods, value => value.Value, (left, right) => left + right),
        Origins = Join(one.Origins, other.Origins, value => value.Value, (left, right) => left + right),
        Traders = Join(one.Traders, other.Traders, value => value.Value, (left, right) => left + right),
        Outcomes = one.Outcomes + other.Outcomes,
        Overlaps = Join(one.Overlaps, other.Overlaps, overlap => (overlap.Draft is not null, overlap.Number), (left, right) => left + right),
        Samples = [.. one.Samples.Concat(other.Samples).OrderBy(sample => sample.Order).ThenBy(sample => sample.Number, StringComparer.Ordinal).Take(MostSamples)],
        Undecided = one.Undecided + other.Undecided,
        New = one.New + other.New,
        Loads = Join(one.Loads, other.Loads, cell => (cell.Month, cell.Authority), (left, right) => left + right),
        FirstDay = one.FirstDay is { } first && !(other.FirstDay < first) ? first : other.FirstDay ?? one.FirstDay,
        Rates = PastRate.Sum(one.Rates, other.Rates),
        LastDay = one.LastDay is { } last && !(other.LastDay > last) ? last : other.LastDay ?? one.LastDay,
    };

    private static ImmutableArray<T> Join<T, TKey>(ImmutableArray<T> one, ImmutableArray<T> other, Func<T, TKey> key, Func<T, T, T> add)
        where TKey : notnull =>
        one.IsEmpty ? other : other.IsEmpty ? one : [.. one.Concat(other).GroupBy(key).Select(group => group.Aggregate(add)).OrderBy(key)];
}

/// <summary>A month and a control authority: what was examined and what was hit.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="ValueHit">The customs value of the items that were hit.</param>
[GenerateSerializer, Alias("trial-cell"), Immutable]
public sealed record TrialCell(
    [property: Id(0)] DateOnly Month,
    [property: Id(1)] string Authority,
    [property: Id(2)] long Declarations,
    [property: Id(3)] long Items,
    [property: Id(4)] long HitDeclarations,
    [property: Id(5)] long HitItems,
    [property: Id(6)] decimal ValueHit)
{
    public static TrialCell operator +(TrialCell one, TrialCell other) => one with
    {
        Declarations = one.Declarations + other.Declarations,
        Items = one.Items + other.Items,
        HitDeclarations = one.HitDeclarations + other.HitDeclarations,
        HitItems = one.HitItems + other.HitItems,
        ValueHit = one.ValueHit + other.ValueHit,
    };
}

/// <summary>A step of the funnel: a field with its alternatives, or an exclusion.</summary>
/// <param name="Declarations">What remains after it and all steps before it.</param>
/// <param name="Items">The same in items.</param>
[GenerateSerializer, Alias("trial-step"), Immutable]
public sealed record TrialStep(
    [property: Id(0)] string Field,
    [property: Id(1)] bool IsExclusion,
    [property: Id(2)] long Declarations,
    [property: Id(3)] long Items,
    [property: Id(4)] ImmutableArray<TrialCondition> Conditions)
{
    public static TrialStep operator +(TrialStep one, TrialStep other) => one with
    {
        Declarations = one.Declarations + other.Declarations,
        Items = one.Items + other.Items,
        Conditions = [.. one.Conditions.Zip(other.Conditions, (left, right) => left with { Items = left.Items + right.Items })],
    };
}

/// <summary>A condition asked alone.</summary>
/// <param name="Source">Where it stands in the content.</param>
/// <param name="Items">Of all that were examined, those that it holds for: if for all it excludes nothing, if for none it alone excludes everything.</param>
[GenerateSerializer, Alias("trial-condition"), Immutable]
public sealed record TrialCondition([property: Id(0)] string Source, [property: Id(1)] long Items);

/// <summary>A value, and how many items with it were hit.</summary>
[GenerateSerializer, Alias("trial-value"), Immutable]
public sealed record TrialValue([property: Id(0)] string Value, [property: Id(1)] long Items)
{
    public static TrialValue operator +(TrialValue one, TrialValue other) => one with { Items = one.Items + other.Items };
}

/// <summary>What control found of the declarations that were hit, where that is known.</summary>
/// <param name="Controlled">Declarations with an item that was hit and controlled.</param>
/// <param name="WithFinding">Of those: with something found.</param>
/// <param name="PaymentsRoubles">By how much payments grew.</param>
/// <param name="Hours">Spent on control.</param>
[GenerateSerializer, Alias("trial-outcomes"), Immutable]
public sealed record TrialOutcomes(
    [property: Id(0)] long Controlled, [property: Id(1)] long WithFinding, [property: Id(2)] decimal PaymentsRoubles, [property: Id(3)] decimal Hours)
{
    public static TrialOutcomes operator +(TrialOutcomes one, TrialOutcomes other) => new(
        one.Controlled + other.Controlled, one.WithFinding + other.WithFinding, one.PaymentsRoubles + other.PaymentsRoubles, one.Hours + other.Hours);
}

/// <summary>Declarations that are hit by what is tried and by a profile in force, or by a draft under consideration.</summary>
/// <param name="Number">Of the profile or draft.</param>
/// <param name="OnlyThat">Hit by it, and not by what is tried.</param>
/// <param name="Draft">If it is one.</param>
[GenerateSerializer, Alias("trial-overlap"), Immutable]
public sealed record TrialOverlap([property: Id(0)] string Number, [property: Id(1)] long Both, [property: Id(2)] long OnlyThat, [property: Id(3)] DraftId? Draft = null)
{
    private const int TenthsOfCover = 9;

    /// <summary>Whether it hits nine tenths and more of what is tried.</summary>
    public bool Covers(long hit) => Both > 0 && Both * 10 >= hit * TenthsOfCover;

    public static TrialOverlap operator +(TrialOverlap one, TrialOverlap other) => one with { Both = one.Both + other.Both, OnlyThat = one.OnlyThat + other.OnlyThat };
}

/// <summary>A declaration that was hit.</summary>
/// <param name="Order">By the hash of its number.</param>
/// <param name="Items">The items that were hit; 0 is the consignment as a whole.</param>
[GenerateSerializer, Alias("trial-sample"), Immutable]
public sealed record TrialSample(
    [property: Id(0)] long Order,
    [property: Id(1)] string Number,
    [property: Id(2)] int Version,
    [property: Id(3)] string Authority,
    [property: Id(4)] ImmutableArray<int> Items,
    ImmutableArray<TrialVerdict> Verdicts = default)
{
    /// <summary>Of each condition, for the first of the items.</summary>
    [Id(5)] public ImmutableArray<TrialVerdict> Verdicts { get; init; } = Verdicts.IsDefault ? [] : Verdicts;
}

/// <summary>Whether a condition holds for an item.</summary>
/// <param name="Source">Where it stands in the content.</param>
/// <param name="Holds">Null if its pattern cannot be run.</param>
[GenerateSerializer, Alias("trial-verdict"), Immutable]
public sealed record TrialVerdict([property: Id(0)] string Source, [property: Id(1)] string Field, [property: Id(2)] bool IsExclusion, [property: Id(3)] bool? Holds);
