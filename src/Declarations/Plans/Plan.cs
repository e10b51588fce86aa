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
        PreparedCondition Planned(Condition condition) => new(condition, folding);
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
    internal ImmutableArray<ImmutableArray<PreparedCondition>> Groups { get; }

    internal ImmutableArray<PreparedCondition> Exclusions { get; }
}
