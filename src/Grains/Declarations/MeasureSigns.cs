namespace RmsOrleans.Grains.Declarations;

/// <summary>Which measures of a hit are due.</summary>
internal static class MeasureSigns
{
    /// <summary>The measures with their signs at a moment; what has an entry stays as it is.</summary>
    public static ImmutableArray<HitMeasure> At(ImmutableArray<HitMeasure> measures, CheckMoment moment, HitType type, bool isOfLowRisk)
    {
        var own = measures.Select(measure => measure.Entry switch
        {
            null => OwnSign(measure, moment, type, isOfLowRisk),
            { Did: EntryKind.NotApplied } => MeasureSign.MainNotApplied, // for those that depend on it
            _ => measure.Sign,
        }).ToArray();
        return
        [
            .. measures.Select((measure, i) => measure.Entry is not null ? measure
                : measure with { Sign = own[i] == MeasureSign.Due && !MainIsDue(measures, own, measure) ? MeasureSign.MainNotApplied : own[i] }),
        ];
    }

    /// <summary>Those that depend on a measure that was not applied are due no longer, and so are those that depend on these.</summary>
    public static ImmutableArray<HitMeasure> AfterEntry(ImmutableArray<HitMeasure> measures)
    {
        var signs = measures.Select(measure => measure.Entry is { Did: EntryKind.NotApplied } ? MeasureSign.MainNotApplied : measure.Sign).ToArray();
        return [.. measures.Select(measure => measure.IsOpen && !MainIsDue(measures, signs, measure) ? measure with { Sign = MeasureSign.MainNotApplied } : measure)];
    }

    private static MeasureSign OwnSign(HitMeasure measure, CheckMoment moment, HitType type, bool isOfLowRisk)
    {
        if (type == HitType.Simplified)
            return MeasureSign.Simplified;
        if (!measure.Moments.IsEmpty && !measure.Moments.Contains(Codes.Of(moment)))
            return MeasureSign.WrongMoment;
        if (isOfLowRisk && measure.SparesLowRisk)
            return MeasureSign.LowRisk;
        return measure.IsSelected ? MeasureSign.Due : MeasureSign.NotSelected;
    }

    /// <summary>Measures that depend on nothing have no main one that could be missing; contents in which they depend in a circle are not taken.</summary>
    private static bool MainIsDue(ImmutableArray<HitMeasure> measures, MeasureSign?[] signs, HitMeasure measure, int depth = 0)
    {
        if (measure.DependsOn is not { } main || depth > measures.Length)
            return true;
        for (var i = 0; i < measures.Length; i++)
        {
            if (measures[i].Code == main && signs[i] == MeasureSign.Due && MainIsDue(measures, signs, measures[i], depth + 1))
                return true;
        }
        return false;
    }
}
