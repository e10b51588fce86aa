using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What somebody can do with the control of a declaration now.</summary>
public static class ControlSteps
{
    /// <summary>Routes, in the order of the table.</summary>
    /// <param name="control">Null where no check has found anything yet.</param>
    /// <param name="controlAuthority">Of the post where the goods lie.</param>
    public static ImmutableArray<string> For(Actor actor, Control? control, string controlAuthority, AuthorityRegister register) => control is { End: not null }
        ? []
        : [.. ControlCommandTable.All.Steps
            .Where(row => IsThereSomething(row.Command, control) && PermissionTable.Of(row.Operation).Refuse(actor, ControlPermissions.CountedFor(controlAuthority, register)) is null)
            .Select(row => row.Route!)];

    private static bool IsThereSomething(Type command, Control? control)
    {
        if (command == typeof(DecideHit))
            return control?.Hits.Any(hit => hit.Type == HitType.Waiting) == true;
        if (command == typeof(AgreeMeasure))
            return AnyMeasure((_, measure) => measure is { NeedsAgreement: true, AgreedBy: null, IsOpen: true });
        if (command == typeof(EnterMeasure))
            return AnyMeasure(TakesEntry);
        if (command == typeof(RecordResult))
            return AnyMeasure((_, measure) => measure is { IsApplied: true, Result: null });
        return true;

        bool AnyMeasure(Func<ControlHit, HitMeasure, bool> holds) => control?.Hits.Any(hit => hit.Measures.Any(measure => holds(hit, measure))) == true;
    }

    /// <summary>Whether anything can be entered of it: what was done, or on what ground it is not due.</summary>
    public static bool TakesEntry(ControlHit hit, HitMeasure measure) =>
        measure.Entry is null && (measure.Sign is MeasureSign.Due or MeasureSign.NotSelected || hit.Type == HitType.RiskNotFound);
}
