using System.Text.RegularExpressions;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Plans;

/// <summary>
/// Conditions of a risk area, made ready once for all segments: texts folded, bounds scaled, patterns compiled. It says the same as <see cref="Meaning"/>.
/// </summary>
public sealed class Plan
{
    private Plan(RiskConditions conditions, AuthorityTree authorities, Folding folding)
    {
        (Conditions, Authorities, Folding) = (conditions, authorities, folding);
        Groups = [.. conditions.Groups.Select(group => group.Select(Planned).ToImmutableArray())];
        Exclusions = [.. conditions.Exclusions.Select(Planned)];
        PlannedCondition Planned(Condition condition) => new(condition, folding);
    }

    /// <exception cref="FormatException">A value is no number or no date, or a comparison says nothing of the field.</exception>
    public static Plan Of(RiskConditions conditions, AuthorityTree authorities, Folding folding) => new(conditions, authorities, folding);

    public RiskConditions Conditions { get; }

    public AuthorityTree Authorities { get; }

    /// <summary>A plan is for segments whose texts were folded so.</summary>
    public Folding Folding { get; }

    /// <summary>Where each condition stands whose pattern cannot run.</summary>
    public ImmutableArray<string> Undecided =>
        [.. Groups.SelectMany(group => group).Concat(Exclusions).Where(condition => condition.CannotRun).Select(condition => condition.Condition.Source)];

    /// <summary>Alternatives of a field, in the order of the risk area.</summary>
    internal ImmutableArray<ImmutableArray<PlannedCondition>> Groups { get; }

    internal ImmutableArray<PlannedCondition> Exclusions { get; }
}

/// <summary>A condition whose values are made ready.</summary>
internal sealed class PlannedCondition
{
    public PlannedCondition(Condition condition, Folding folding)
    {
        Condition = condition;
        switch (condition.Comparison)
        {
            case Comparison.Exists:
                break;
            case Comparison.EqualsField or Comparison.DiffersFromField:
                if (condition.Other is { } other && other.IsNumber != condition.Field.IsNumber)
                    throw new FormatException($"{condition.Field} and {other} cannot be compared: one is a number, one a text.");
                break;
            case Comparison.Matches when !condition.Field.IsNumber:
                Pattern = Patterns.Compile(condition.Values[0], condition.Field, folding);
                break;
            default:
                if (condition.Field.IsNumber)
                    Ranges = NumberRange.Of(condition);
                else
                    Texts = [.. condition.Values.Select(value => FoldedText.Fold(value, condition.Field, folding))];
                break;
        }
    }

    public Condition Condition { get; }

    /// <summary>Folded.</summary>
    public ImmutableArray<string> Texts { get; } = [];

    public ImmutableArray<NumberRange> Ranges { get; } = [];

    public Regex? Pattern { get; }

    /// <summary>Of such a condition nobody knows whether it holds for a value.</summary>
    public bool CannotRun => Condition.Comparison == Comparison.Matches && Pattern is null;
}
