using RmsOrleans.Grains.Suggestions;

namespace RmsOrleans.Grains.Trials;

/// <summary>What came out of a run.</summary>
/// <param name="Revision">The data revision that it saw.</param>
/// <param name="Estimate">For the proposed validity; null where none was given, or where the flow cannot be said.</param>
[GenerateSerializer, Alias("trial-result"), Immutable]
public sealed record TrialResult(
    [property: Id(0)] long Revision,
    [property: Id(1)] TrialCount Examined,
    [property: Id(2)] TrialCount Hit,
    [property: Id(3)] decimal ValueHit,
    [property: Id(4)] long Undecided,
    [property: Id(5)] ImmutableArray<TrialPart> Months,
    [property: Id(6)] ImmutableArray<TrialPart> Authorities,
    [property: Id(7)] ImmutableArray<TrialValue> Goods,
    [property: Id(8)] ImmutableArray<TrialValue> Origins,
    [property: Id(9)] ImmutableArray<TrialValue> Traders,
    [property: Id(10)] ImmutableArray<TrialStep> Funnel,
    [property: Id(11)] ImmutableArray<TrialOverlap> Overlaps,
    [property: Id(12)] long New,
    [property: Id(13)] TrialOutcomes Outcomes,
    [property: Id(14)] ImmutableArray<TrialSample> Samples,
    [property: Id(15)] TrialEstimate? Estimate,
    ImmutableArray<TrialLoad> Inspections = default)
{
    /// <summary>A working day, by authority; none in results from before they were counted.</summary>
    [Id(16)] public ImmutableArray<TrialLoad> Inspections { get; init; } = Inspections.IsDefault ? [] : Inspections;

    /// <summary>Where past rates were counted.</summary>
    [Id(17)] public SuggestedTable? Suggested { get; init; }

    /// <summary>Values that are shown of each kind.</summary>
    public const int MostValues = 20;

    private const string MonthFormat = "yyyy-MM";

    /// <summary>What all segments together say.</summary>
    public static TrialResult Of(TrialQuestion question, TrialSnapshot snapshot, TrialTally found, LoadBasis basis)
    {
        var examined = new TrialCount(found.Cells.Sum(cell => cell.Declarations), found.Cells.Sum(cell => cell.Items));
        var hit = new TrialCount(found.Cells.Sum(cell => cell.HitDeclarations), found.Cells.Sum(cell => cell.HitItems));
        return new(
            snapshot.Revision, examined, hit, found.Cells.Sum(cell => cell.ValueHit), found.Undecided,
            [.. Parts(found.Cells, cell => cell.Month.ToString(MonthFormat, System.Globalization.CultureInfo.InvariantCulture))],
            [.. Parts(found.Cells, cell => cell.Authority)],
            Top(found.Goods), Top(found.Origins), Top(found.Traders), found.Steps,
            [.. found.Overlaps.Where(overlap => overlap.Both > 0).OrderByDescending(overlap => overlap.Both).ThenBy(overlap => overlap.Number, StringComparer.Ordinal)],
            found.New, found.Outcomes, found.Samples, EstimateOf(question, snapshot, found, examined, hit), TrialLoads.Of(question, found, basis))
        {
            Suggested = question.Suggest is { } asked ? SuggestedTable.Of(found.Rates, asked) : null,
        };
    }

    private static IEnumerable<TrialPart> Parts(ImmutableArray<TrialCell> cells, Func<TrialCell, string> name) => cells
        .GroupBy(name)
        .Select(group => new TrialPart(group.Key, group.Sum(cell => cell.Declarations), group.Sum(cell => cell.HitDeclarations), group.Sum(cell => cell.HitItems), group.Sum(cell => cell.ValueHit)))
        .OrderBy(part => part.Name, StringComparer.Ordinal);

    private static ImmutableArray<TrialValue> Top(ImmutableArray<TrialValue> values) =>
        [.. values.OrderByDescending(value => value.Items).ThenBy(value => value.Value, StringComparer.Ordinal).Take(MostValues)];

    private static TrialEstimate? EstimateOf(TrialQuestion question, TrialSnapshot snapshot, TrialTally found, TrialCount examined, TrialCount hit)
    {
        if (question is not { ValidFrom: { } from, ValidTo: { } to } || examined.Declarations == 0)
            return null;
        var months = found.Cells.GroupBy(cell => cell.Month)
            .Select(group => new MonthFlow(group.Key, group.Sum(cell => cell.Declarations), snapshot.WholeMonths.Contains(group.Key))).ToArray();
        var flow = question.Flow is { } given ? Estimating.Given(given) : Estimating.Forecast(months, from, to);
        return flow is null ? null : TrialEstimate.Of(from, to, Estimating.Of(hit.Declarations, examined.Declarations, flow));
    }
}

/// <summary>Declarations and items.</summary>
[GenerateSerializer, Alias("trial-count"), Immutable]
public sealed record TrialCount([property: Id(0)] long Declarations, [property: Id(1)] long Items);

/// <summary>A month or an authority.</summary>
/// <param name="Name">Such as <c>2026-01</c> or the code of the authority.</param>
/// <param name="Declarations">Examined.</param>
[GenerateSerializer, Alias("trial-share"), Immutable]
public sealed record TrialPart(
    [property: Id(0)] string Name, [property: Id(1)] long Declarations, [property: Id(2)] long HitDeclarations, [property: Id(3)] long HitItems, [property: Id(4)] decimal ValueHit);

/// <summary>How many consignments would be hit over the proposed validity, with the interval of 95 % and what it is made of.</summary>
/// <param name="Flow">Declarations expected over the validity.</param>
/// <param name="FlowErrorShare">By what share the flow may be wrong.</param>
/// <param name="FlowQuarters">From how many earlier quarters that was seen; 0 if it is only assumed, or if the flow was given.</param>
/// <param name="IsMean">Whether too few months are loaded to see seasons.</param>
[GenerateSerializer, Alias("trial-estimate"), Immutable]
public sealed record TrialEstimate(
    [property: Id(0)] DateOnly ValidFrom,
    [property: Id(1)] DateOnly ValidTo,
    [property: Id(2)] double Consignments,
    [property: Id(3)] double Least,
    [property: Id(4)] double Most,
    [property: Id(5)] double CountError,
    [property: Id(6)] double FlowError,
    [property: Id(7)] double Flow,
    [property: Id(8)] double FlowErrorShare,
    [property: Id(9)] int FlowQuarters,
    [property: Id(10)] bool IsMean)
{
    private const int Places = 1;

    internal static TrialEstimate Of(DateOnly from, DateOnly to, Estimate estimate) => new(
        from, to, Round(estimate.Consignments), Round(estimate.Least), Round(estimate.Most), Round(estimate.CountError), Round(estimate.FlowError),
        Round(estimate.Flow.Declarations), Math.Round(estimate.Flow.Error, 3), estimate.Flow.Quarters, estimate.Flow.IsMean);

    private static double Round(double number) => Math.Round(number, Places);
}
