using System.Text.RegularExpressions;

namespace RmsOrleans.Declarations.Conditions;

/// <summary>A condition whose values are made ready: texts folded, bounds scaled, the pattern compiled.</summary>
internal sealed class PreparedCondition
{
    public PreparedCondition(Condition condition, Folding folding)
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
