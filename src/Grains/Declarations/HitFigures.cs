using RmsOrleans.Declarations;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What a hit has come to, in numbers: its row, written in the transaction that writes the lines of its control.</summary>
public sealed record HitFigures
{
    private const decimal MillionthsOfKopeck = FixedPoint.One / 100m;

    /// <summary>The control.</summary>
    public required Guid Subject { get; init; }

    public required int Place { get; init; }

    public required ControlGround Ground { get; init; }

    /// <summary>Null where a measure was ordered without one.</summary>
    public required string? Profile { get; init; }

    /// <summary>0 where there is no profile.</summary>
    public required int ProfileVersion { get; init; }

    public required string ControlAuthority { get; init; }

    public required DateOnly FoundOn { get; init; }

    public required HitType Type { get; init; }

    /// <summary>Measures that must be applied, or had to be when an official entered what became of them.</summary>
    public required int Due { get; init; }

    public required int Applied { get; init; }

    public required int Partly { get; init; }

    /// <summary>Not applied, since the risk was not found.</summary>
    public required int RiskNotFound { get; init; }

    /// <summary>Not applied, by conditions of the profile itself.</summary>
    public required int OwnConditions { get; init; }

    /// <summary>Not applied, for objective reasons.</summary>
    public required int Objective { get; init; }

    /// <summary>Not applied, by random selection.</summary>
    public required int NotSelected { get; init; }

    public required bool Controlled { get; init; }

    /// <summary>Something was found.</summary>
    public required bool WithResult { get; init; }

    /// <summary>Kopecks.</summary>
    public required long Payments { get; init; }

    /// <summary>How many measures wait for an official to enter what became of them; 0 where the hit waits for nothing any more.</summary>
    public required int OpenMeasures { get; init; }

    /// <summary>Until when an official has to do what the hit waits for; null where it waits for nothing.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Of inspections.</summary>
    public required long Minutes { get; init; }

    public required int Cases { get; init; }

    /// <summary>The day of the latest find; null where there is none.</summary>
    public required string? FindOn { get; init; }

    /// <summary>In the order of their places.</summary>
    public static IEnumerable<HitFigures> Of(Control? control) => control is null ? [] : control.Hits.OrderBy(hit => hit.Place).Select(hit => Of(control, hit));

    private static HitFigures Of(Control control, ControlHit hit)
    {
        var entries = hit.Measures.Select(measure => measure.Entry).OfType<MeasureEntry>().ToArray();
        var results = hit.Measures.Select(measure => measure.Result).OfType<ControlResult>().ToArray();
        var finds = hit.Measures.Where(measure => measure is { Result.IsFinding: true, ResultOn: not null }).Select(measure => measure.ResultOn!.Value).ToArray();
        return new()
        {
            Subject = control.Id,
            Place = hit.Place,
            Ground = hit.Ground,
            Profile = hit.Profile?.ToString(),
            ProfileVersion = hit.ProfileVersion ?? 0,
            ControlAuthority = control.ControlAuthority,
            FoundOn = hit.FoundOn,
            Type = hit.Type,
            Due = hit.Measures.Count(measure => measure.Sign == MeasureSign.Due),
            Applied = entries.Count(entry => entry.Did == EntryKind.Applied),
            Partly = entries.Count(entry => entry.Did == EntryKind.Partly),
            RiskNotFound = NotApplied(EntryFoundation.RiskNotFound),
            OwnConditions = NotApplied(EntryFoundation.OwnConditions),
            Objective = NotApplied(EntryFoundation.Objective),
            NotSelected = NotApplied(EntryFoundation.NotSelected),
            Controlled = hit.IsControlled,
            WithResult = results.Any(result => result.IsFinding),
            Payments = results.Sum(Kopecks),
            Minutes = entries.Select(entry => entry.Inspection).OfType<Inspection>().DistinctBy(each => each.Number).Sum(each => (long)each.Worked.TotalMinutes),
            OpenMeasures = control.Waits(hit) && hit.DueAt is not null ? hit.OpenMeasures : 0,
            DueAt = control.Waits(hit) ? hit.DueAt : null,
            Cases = results.Select(result => result.CaseNumber).OfType<string>().Distinct().Count(),
            FindOn = finds.Length == 0 ? null : DayText.Of(finds.Max()),
        };

        int NotApplied(EntryFoundation foundation) => entries.Count(entry => entry.Did == EntryKind.NotApplied && entry.Ground == foundation);
    }

    private static long Kopecks(ControlResult result) =>
        result.Roubles is { } roubles ? (long)decimal.Round(roubles.Millionths / MillionthsOfKopeck) : 0;
}
