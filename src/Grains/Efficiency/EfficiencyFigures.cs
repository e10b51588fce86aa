using RmsOrleans.Grains.Declarations;

namespace RmsOrleans.Grains.Efficiency;

/// <summary>What hits came to, added up.</summary>
public record EfficiencyFigures
{
    private const decimal KopecksOfRouble = 100;
    private const double MinutesOfHour = 60;

    public long Hits { get; init; }

    /// <summary>Declarations with at least one of the hits.</summary>
    public long Consignments { get; init; }

    /// <summary>Hits that wait for an official.</summary>
    public long Undecided { get; init; }

    public long RiskFound { get; init; }

    public long RiskNotFound { get; init; }

    /// <summary>Measures that had to be applied.</summary>
    public long Due { get; init; }

    public long Applied { get; init; }

    /// <summary>Applied in part, or otherwise.</summary>
    public long Partly { get; init; }

    /// <summary>Not applied, by the foundation.</summary>
    public long NotAppliedRiskNotFound { get; init; }

    /// <inheritdoc cref="NotAppliedRiskNotFound"/>
    public long NotAppliedOwnConditions { get; init; }

    /// <inheritdoc cref="NotAppliedRiskNotFound"/>
    public long NotAppliedObjective { get; init; }

    /// <inheritdoc cref="NotAppliedRiskNotFound"/>
    public long NotAppliedNotSelected { get; init; }

    /// <summary>Hits of which at least one measure was applied, if only in part.</summary>
    public long Controlled { get; init; }

    /// <summary>Hits by which something was found.</summary>
    public long WithResult { get; init; }

    public long Kopecks { get; init; }

    public long Minutes { get; init; }

    /// <summary>That were opened.</summary>
    public long Cases { get; init; }

    /// <summary>Consignments in which no other profile found anything.</summary>
    public long FoundByNoOther { get; init; }

    public DateOnly? LastHit { get; init; }

    public DateOnly? LastFind { get; init; }

    /// <summary>With a result of those controlled.</summary>
    public Rate? HitRate => Rates.Of(WithResult, Controlled);

    public decimal Roubles => Kopecks / KopecksOfRouble;

    public double Hours => Minutes / MinutesOfHour;

    public decimal? RoublesOfConsignment => Consignments > 0 ? decimal.Round(Roubles / Consignments, 2) : null;

    /// <summary>Of inspection.</summary>
    public decimal? RoublesOfHour => Minutes > 0 ? decimal.Round(Roubles / (decimal)Hours, 2) : null;

    public int? DaysSinceLastFind(DateOnly today) => LastFind is { } day ? today.DayNumber - day.DayNumber : null;

    /// <summary>The sum of some hits.</summary>
    /// <param name="all">Among them those of other profiles that found something in the same consignments.</param>
    public static EfficiencyFigures Of(IReadOnlyCollection<HitFigures> hits, IReadOnlyCollection<HitFigures> all) => new()
    {
        Hits = hits.Count,
        Consignments = Distinct(hits),
        Undecided = hits.Count(hit => hit.Type == HitType.Waiting),
        RiskFound = hits.Count(hit => hit.Type == HitType.RiskFound),
        RiskNotFound = hits.Count(hit => hit.Type == HitType.RiskNotFound),
        Due = hits.Sum(hit => hit.Due),
        Applied = hits.Sum(hit => hit.Applied),
        Partly = hits.Sum(hit => hit.Partly),
        NotAppliedRiskNotFound = hits.Sum(hit => hit.RiskNotFound),
        NotAppliedOwnConditions = hits.Sum(hit => hit.OwnConditions),
        NotAppliedObjective = hits.Sum(hit => hit.Objective),
        NotAppliedNotSelected = hits.Sum(hit => hit.NotSelected),
        Controlled = hits.Count(hit => hit.Controlled),
        WithResult = hits.Count(hit => hit.WithResult),
        Kopecks = hits.Sum(hit => hit.Payments),
        Minutes = hits.Sum(hit => hit.Minutes),
        Cases = hits.Sum(hit => hit.Cases),
        FoundByNoOther = Distinct(hits.Where(hit => hit.WithResult
            && !all.Any(other => other.Subject == hit.Subject && other.WithResult && other.Profile is not null && other.Profile != hit.Profile))),
        LastHit = hits.Count == 0 ? null : hits.Max(hit => hit.FoundOn),
        LastFind = hits.Max(hit => hit.FindOn) is { } day ? DayText.Read(day) : null,
    };

    private static long Distinct(IEnumerable<HitFigures> hits) => hits.Select(hit => hit.Subject).Distinct().LongCount();
}
