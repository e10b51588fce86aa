using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

/// <summary>The ceramic tiles with one thing changed, and what the rules say to it.</summary>
internal static class ContentFaults
{
    private static readonly ContentRules rules = new();

    public static ImmutableArray<Fault> Of(DraftContent content, params ImmutableArray<Fault> unreadable)
    {
        var faults = new Faults(unreadable);
        rules.Check(faults, "/content", content, Ceramics.Authorities);
        return faults.ToImmutable();
    }

    public static ImmutableArray<Fault> Of(RiskArea area, Territory territory = Territory.Zonal, ApplicationMode mode = ApplicationMode.Automated) =>
        Of(Ceramics.Content with { RiskArea = area, Territory = territory, Mode = mode });

    public static ImmutableArray<Fault> Of(params ImmutableArray<Measure> measures) => Of(Ceramics.Content with { Measures = measures });

    public static ImmutableArray<Fault> Of(ExplanatoryNote note, params ImmutableArray<Fault> unreadable)
    {
        var faults = new Faults(unreadable);
        rules.Check(faults, "/note", note);
        return faults.ToImmutable();
    }

    /// <summary>The faults of one more indicator, which stands at index 4.</summary>
    public static ImmutableArray<Fault> Of(Indicator indicator) =>
        Of(Ceramics.Content.RiskArea with { Indicators = Ceramics.Content.RiskArea.Indicators.Add(indicator) });

    public static IEnumerable<string> Pointers(this ImmutableArray<Fault> faults) => faults.Select(fault => fault.Pointer);
}
