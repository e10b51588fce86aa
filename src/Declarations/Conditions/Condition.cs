namespace RmsOrleans.Declarations.Conditions;

/// <summary>How a field is compared.</summary>
public enum Comparison
{
    Equals,
    OneOf,
    StartsWith,

    /// <summary>By a regular expression, anywhere in the text.</summary>
    Matches,
    LessThan,
    LessOrEqual,
    GreaterThan,
    GreaterOrEqual,

    /// <summary>From the first value to the second, both with it.</summary>
    Between,

    /// <summary>Whether there is a value. This alone speaks of what is missing.</summary>
    Exists,

    /// <summary>The value is the name of another field.</summary>
    EqualsField,
    DiffersFromField,
}

/// <summary>A field, and what it is compared with.</summary>
/// <param name="Values">As the draft has them: as texts.</param>
/// <param name="IsExclusion">Whether an item that it holds for is no hit, whatever else holds.</param>
/// <param name="Source">Where it stands in the content, such as <c>/riskArea/indicators/3</c>.</param>
public sealed record Condition(Field Field, Comparison Comparison, ImmutableArray<string> Values, bool IsExclusion, string Source)
{
    /// <summary>The field that it is compared with, if it is compared with a field.</summary>
    public Field? Other => Comparison is Comparison.EqualsField or Comparison.DiffersFromField && Values is [var name] ? Fields.Find(name) : null;

    public bool IsOfHeadOnly => Field.Part == Part.Head && Other is not { Part: Part.Item };
}

/// <summary>
/// What a risk area asks of a consignment: its lists and its formal indicators. Conditions of one field are alternatives, among the lists and among
/// the indicators; all fields must hold; an exclusion that holds ends it.
/// </summary>
/// <param name="Lists">Those of the risk area: procedures, authorities, traders, vehicles.</param>
/// <param name="Indicators">Without one, software finds no hit: only an official can.</param>
public sealed record RiskConditions(ImmutableArray<Condition> Lists, ImmutableArray<Condition> Indicators)
{
    public IEnumerable<Condition> All => Lists.Concat(Indicators);

    /// <summary>Conditions of the head only hit the consignment as a whole, as item 0.</summary>
    public bool AreOfHeadOnly => All.All(condition => condition.IsOfHeadOnly);

    public bool FindNothing => Indicators.IsEmpty;

    /// <summary>The alternatives of each field: one of each group must hold. Exclusions are in none.</summary>
    public IEnumerable<ImmutableArray<Condition>> Groups =>
        from part in new[] { Lists, Indicators }
        from alternatives in part.Where(condition => !condition.IsExclusion).GroupBy(condition => condition.Field, (_, each) => each.ToImmutableArray())
        select alternatives;

    public IEnumerable<Condition> Exclusions => All.Where(condition => condition.IsExclusion);
}
