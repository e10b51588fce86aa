namespace RmsOrleans.Grains.Profiles;

/// <summary>The decision on which a profile is updated or cancelled, as the paper says it.</summary>
[GenerateSerializer, Alias("decision-paper"), Immutable]
public sealed record DecisionPaper(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string Reason)
{
    internal void Check(ValidationErrors errors)
    {
        errors.Text("/decision/number", Number);
        errors.Text("/decision/reason", Reason);
    }
}
