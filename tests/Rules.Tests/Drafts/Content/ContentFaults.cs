using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

/// <summary>The ceramic tiles with one thing changed, and what the rules say to it.</summary>
internal static class ContentFaults
{
    public static ImmutableArray<ValidationError> Of(DraftContent content, params ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        ContentRules.Check(errors, "/content", content, TestReference.Shipped);
        return LookedAt(errors.ToImmutable());
    }

    public static ImmutableArray<ValidationError> Of(RiskArea area, Territory territory = Territory.Zonal, ApplicationMode mode = ApplicationMode.Automated) =>
        Of(Ceramics.Content with { RiskArea = area, Territory = territory, Mode = mode });

    public static ImmutableArray<ValidationError> Of(params ImmutableArray<Measure> measures) => Of(Ceramics.Content with { Measures = measures });

    public static ImmutableArray<ValidationError> Of(ExplanatoryNote note, params ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        ContentRules.Check(errors, "/note", note);
        return LookedAt(errors.ToImmutable());
    }

    /// <summary>The faults of one more indicator, which stands at index 4.</summary>
    public static ImmutableArray<ValidationError> Of(Indicator indicator) =>
        Of(Ceramics.Content.RiskArea with { Indicators = Ceramics.Content.RiskArea.Indicators.Add(indicator) });

    private static ImmutableArray<ValidationError> LookedAt(ImmutableArray<ValidationError> errors)
    {
        foreach (var error in errors)
            error.InEnglish();
        return errors;
    }

    public static IEnumerable<string> Pointers(this ImmutableArray<ValidationError> errors) => errors.Select(error => error.Pointer);
}
