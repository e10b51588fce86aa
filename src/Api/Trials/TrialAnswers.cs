using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Api.Trials;

/// <summary>A trial run as it stands.</summary>
/// <param name="Draft">The draft that is tried, if it is one.</param>
/// <param name="Profile">The number of the profile that is tried, if it is one.</param>
/// <param name="ContentHash">SHA-256 of the risk area: a draft that says something else by now has another.</param>
/// <param name="From">The first day of the declarations that are examined.</param>
/// <param name="To">The last day.</param>
/// <param name="Authorities">Whose declarations; empty for all.</param>
/// <param name="AskedBy">The name of who asked for it.</param>
/// <param name="AskedAt">When it was asked for, by the clock of the caller's authority.</param>
/// <param name="EndedAt">When it ended; left out while it goes on.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Result">Of a run that is done. While it runs: what has been found so far.</param>
/// <param name="Partial">Whether the result is of a part of the declarations, since the run goes on.</param>
/// <param name="Suggests">Where nothing is tried, and indicators are to be suggested: how past rates are counted.</param>
/// <param name="Suggestion">Of such a run that is done: the table.</param>
public sealed record TrialRunResponse(
    TrialId Id,
    TrialStatus Status,
    DraftId? Draft,
    string? Profile,
    string ContentHash,
    DateOnly From,
    DateOnly To,
    ImmutableArray<AuthorityCode> Authorities,
    string AskedBy,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    TrialProgressResponse? Progress,
    TrialResultResponse? Result,
    bool Partial,
    SuggestsResponse? Suggests = null,
    SuggestionResponse? Suggestion = null)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>How far a run has come.</summary>
/// <param name="Share">Of the declarations, from 0 to 1.</param>
/// <param name="Examined">Declarations.</param>
/// <param name="Hit">Declarations.</param>
/// <param name="Compared">Declarations of those examined that were compared with the profiles in force and the drafts under consideration: overlaps, new ones and inspections are of these. Left out where nothing is compared.</param>
public sealed record TrialProgressResponse(double Share, long Examined, long Hit, long? Compared);

/// <summary>What came out.</summary>
/// <param name="Revision">How many loads of declarations had been made: the data that it saw.</param>
/// <param name="Examined">All that was examined.</param>
/// <param name="Hit">What would have been hit.</param>
/// <param name="ValueHit">The customs value of the items that were hit, in roubles.</param>
/// <param name="Undecided">Declarations that a pattern which cannot be run leaves open.</param>
/// <param name="Months">By month.</param>
/// <param name="Authorities">By control authority; for the caller's own and those below it.</param>
/// <param name="Goods">The commodity codes most hit.</param>
/// <param name="Origins">The countries of origin most hit.</param>
/// <param name="Traders">The traders most hit; left out for other authorities where there are fewer than five.</param>
/// <param name="Funnel">What remains when one field after another is asked.</param>
/// <param name="Outcomes">What control found of those that were hit, where that is known.</param>
/// <param name="Estimate">Consignments to be expected over the validity; left out where there is none, or where no month is loaded whole.</param>
/// <param name="Overlaps">With the profiles in force and the drafts under consideration that the caller may see and that hit some of the same; none else is named or counted.</param>
/// <param name="New">Declarations hit that none of those profiles hits which has the same measure; where no measure is proposed yet, none at all.</param>
/// <param name="Warnings">Where one of them covers nine tenths and more.</param>
/// <param name="Inspections">A working day, by control authority; for the caller's own and those below it.</param>
/// <param name="Samples">Of a run that is done: some of the declarations that were hit, of the caller's own authority and those below it. Who saw them is noted in the read log.</param>
public sealed record TrialResultResponse(
    long Revision,
    TrialCountResponse Examined,
    TrialCountResponse Hit,
    decimal ValueHit,
    long Undecided,
    ImmutableArray<TrialMonthResponse> Months,
    ImmutableArray<TrialAuthorityResponse> Authorities,
    ImmutableArray<TrialValueResponse> Goods,
    ImmutableArray<TrialValueResponse> Origins,
    ImmutableArray<TrialValueResponse> Traders,
    ImmutableArray<TrialStepResponse> Funnel,
    TrialOutcomesResponse Outcomes,
    ImmutableArray<TrialSampleResponse> Samples,
    TrialEstimateResponse? Estimate,
    ImmutableArray<TrialOverlapResponse> Overlaps,
    long New,
    ImmutableArray<Warning>? Warnings,
    ImmutableArray<TrialLoadResponse> Inspections);

/// <summary>Inspections a working day at an authority. Each declaration is one, however many profiles hit it; what is lodged on a day off counts for the next working day.</summary>
/// <param name="Authority">Where the goods lie.</param>
/// <param name="InForce">That the profiles in force cause, as far as the caller may see them.</param>
/// <param name="Added">That what is tried adds. A risk area without measures is taken to ask for one.</param>
/// <param name="Together">Both.</param>
/// <param name="Capacity">That the authority can carry out on the first day of the validity; left out where it has not said.</param>
/// <param name="DaysAbove">Working days on which there would be more than that.</param>
/// <param name="DaysAboveBefore">Those on which there are more already.</param>
/// <param name="WorkingDays">From the first to the last day of what was examined.</param>
public sealed record TrialLoadResponse(
    string Authority, Phrase AuthorityName, LoadFiguresResponse InForce, LoadFiguresResponse Added, LoadFiguresResponse Together, int? Capacity, int DaysAbove, int DaysAboveBefore, int WorkingDays);

/// <summary>Of working days.</summary>
/// <param name="Mean">On average.</param>
/// <param name="Percentile95">On 95 of 100 days there are no more.</param>
/// <param name="Highest">On the day with the most.</param>
public sealed record LoadFiguresResponse(double Mean, int Percentile95, int Highest);

/// <summary>What is hit together with a profile in force, or with a draft under consideration.</summary>
/// <param name="Number">Of the profile or draft.</param>
/// <param name="Draft">Its id, if it is a draft.</param>
/// <param name="Both">Declarations hit by both.</param>
/// <param name="OnlyThis">Declarations hit by what is tried alone.</param>
/// <param name="OnlyThat">Declarations hit by the other alone.</param>
/// <param name="Share">How much of what is tried the other hits as well, from 0 to 1.</param>
/// <param name="Covers">Whether that is 0.9 or more.</param>
public sealed record TrialOverlapResponse(string Number, DraftId? Draft, long Both, long OnlyThis, long OnlyThat, double Share, bool Covers);

/// <summary>Declarations and items.</summary>
/// <param name="Declarations">Consignments.</param>
/// <param name="Items">Of those hit: where conditions speak of the head only, a declaration is one.</param>
public sealed record TrialCountResponse(long Declarations, long Items);

/// <summary>A month.</summary>
/// <param name="ValueHit">Customs value of the items hit, in roubles.</param>
/// <param name="Month">Such as 2026-01.</param>
/// <param name="Declarations">Examined.</param>
/// <param name="Hit">Declarations hit.</param>
/// <param name="HitItems">Items hit.</param>
public sealed record TrialMonthResponse(string Month, long Declarations, long Hit, long HitItems, decimal ValueHit);

/// <summary>A control authority.</summary>
/// <param name="ValueHit">Customs value of the items hit, in roubles.</param>
/// <param name="Declarations">Examined.</param>
/// <param name="Hit">Declarations hit.</param>
/// <param name="HitItems">Items hit.</param>
public sealed record TrialAuthorityResponse(string Authority, Phrase AuthorityName, long Declarations, long Hit, long HitItems, decimal ValueHit);

/// <summary>A value of a field.</summary>
/// <param name="Value">Such as a commodity code, a country or a tax id.</param>
/// <param name="Items">Items hit that have it.</param>
public sealed record TrialValueResponse(string Value, long Items);

/// <summary>A step of the funnel: a field with its alternatives, or an exclusion.</summary>
/// <param name="Exclusion">Whether what it holds for is left out.</param>
/// <param name="Declarations">What remains after it and all steps before it.</param>
/// <param name="Items">The same in items.</param>
/// <param name="Conditions">Each condition asked alone.</param>
public sealed record TrialStepResponse(string Field, bool Exclusion, long Declarations, long Items, ImmutableArray<TrialConditionResponse> Conditions)
{
    public Phrase FieldName => Grains.Content.FieldNames.Of(Field);
}

/// <summary>A condition asked alone.</summary>
/// <param name="Source">Where it stands in the content, as a JSON pointer.</param>
/// <param name="Items">Items that it holds for, of all that were examined.</param>
public sealed record TrialConditionResponse(string Source, long Items);

/// <summary>What control found of the declarations that were hit. All of it is of those controlled.</summary>
/// <param name="Controlled">Declarations hit of which control is known.</param>
/// <param name="WithFinding">Of those: with a finding.</param>
/// <param name="PaymentsRoubles">By how much payments grew, in roubles.</param>
/// <param name="Hours">Hours spent.</param>
public sealed record TrialOutcomesResponse(long Controlled, long WithFinding, decimal PaymentsRoubles, decimal Hours);

/// <summary>A declaration that was hit.</summary>
/// <param name="Items">The items that were hit; 0 is the consignment as a whole.</param>
/// <param name="Verdicts">Of each condition, for the first of these items.</param>
public sealed record TrialSampleResponse(string Number, int Version, string Authority, ImmutableArray<int> Items, ImmutableArray<TrialVerdictResponse> Verdicts);

/// <summary>Whether a condition holds for an item.</summary>
/// <param name="Source">Where it stands in the content, as a JSON pointer.</param>
/// <param name="Exclusion">Whether what it holds for is left out.</param>
/// <param name="Holds">Left out where its pattern cannot be run.</param>
public sealed record TrialVerdictResponse(string Source, string Field, bool Exclusion, bool? Holds)
{
    public Phrase FieldName => Grains.Content.FieldNames.Of(Field);
}

/// <summary>How many consignments would be hit over a validity.</summary>
/// <param name="Consignments">The most likely number.</param>
/// <param name="Least">The lower end of an interval of 95 %.</param>
/// <param name="Most">Its upper end.</param>
/// <param name="CountError">What of the interval comes of counts being chance: half its width, in consignments.</param>
/// <param name="FlowError">What comes of the flow being unknown.</param>
/// <param name="Flow">Declarations expected over the validity.</param>
/// <param name="FlowErrorShare">By what share the flow may be wrong.</param>
/// <param name="FlowQuarters">From how many earlier quarters that was seen; 0 if it is assumed.</param>
/// <param name="Mean">Whether fewer than 15 whole months are loaded, so that each month is their mean.</param>
public sealed record TrialEstimateResponse(
    DateOnly ValidFrom,
    DateOnly ValidTo,
    double Consignments,
    double Least,
    double Most,
    double CountError,
    double FlowError,
    double Flow,
    double FlowErrorShare,
    int FlowQuarters,
    bool Mean);

/// <summary>The caller's trial runs, the newest first.</summary>
public sealed record TrialRunList(ImmutableArray<TrialRunResponse> Items);

/// <summary>What of a run the caller is told.</summary>
/// <param name="today">In Moscow.</param>
internal sealed class TrialAnswer(TrialRun run, Actor caller, IReferenceData reference, LocalTimes times, DateOnly today)
{
    /// <summary>Traders are not told of where there are fewer, unless they are the caller's own.</summary>
    private const int FewTraders = 5;

    private readonly AuthorityRegister register = reference.Current.Authorities;

    public TrialRunResponse Run(bool withResult = true)
    {
        var zone = times.ZoneOf(caller.Authority);
        if (run.Question.Suggest is { } asked)
        {
            return new(
                run.Id, run.Status, null, null, run.Question.ContentHash, run.Question.From, run.Question.To, run.Question.Authorities, run.By.Name, run.AskedAt.In(zone), run.EndedAt?.In(zone),
                Progress(), null, false, SuggestsResponse.Of(asked),
                withResult && run.Result is { Suggested: { } table } done ? SuggestionResponse.Of(done.Revision, asked, run.Question.From, run.Question.To, table) : null);
        }
        var so = run.Result ?? (withResult && run is { Status: TrialStatus.Running, Progress: { } progress } ? TrialResult.Of(run.Question, progress.Snapshot, progress.SoFar, new(reference.Current, today)) : null);
        return new(
            run.Id, run.Status, run.Question.Draft, run.Question.Profile, run.Question.ContentHash, run.Question.From, run.Question.To, run.Question.Authorities,
            run.By.Name, run.AskedAt.In(zone), run.EndedAt?.In(zone), Progress(), withResult && so is not null ? Result(so) : null, run.Result is null && so is not null);
    }

    public TrialProgressResponse? Progress() => run.Progress is { } progress
        ? new(
            Math.Round(progress.Share, 3), progress.SoFar.Cells.Sum(cell => cell.Declarations), progress.SoFar.Cells.Sum(cell => cell.HitDeclarations),
            run.Question.Sight is null ? null : progress.Found.Cells.Sum(cell => cell.Declarations))
        : run.Result is { } result ? new(1, result.Examined.Declarations, result.Hit.Declarations, run.Question.Sight is null ? null : result.Examined.Declarations) : null;

    private TrialResultResponse Result(TrialResult result) => new(
        result.Revision,
        new(result.Examined.Declarations, result.Examined.Items),
        new(result.Hit.Declarations, result.Hit.Items),
        result.ValueHit,
        result.Undecided,
        [.. result.Months.Select(month => new TrialMonthResponse(month.Name, month.Declarations, month.HitDeclarations, month.HitItems, month.ValueHit))],
        [.. result.Authorities.Where(part => Sees(part.Name)).Select(part => new TrialAuthorityResponse(part.Name, NameOf(part.Name), part.Declarations, part.HitDeclarations, part.HitItems, part.ValueHit))],
        Values(result.Goods),
        Values(result.Origins),
        SeesAll || result.Traders.Length >= FewTraders ? Values(result.Traders) : [],
        [.. result.Funnel.Select(step => new TrialStepResponse(
            step.Field, step.IsExclusion, step.Declarations, step.Items, [.. step.Conditions.Select(condition => new TrialConditionResponse(condition.Source, condition.Items))]))],
        new(result.Outcomes.Controlled, result.Outcomes.WithFinding, result.Outcomes.PaymentsRoubles, result.Outcomes.Hours),
        run.Result is null ? [] : [.. result.Samples.Where(sample => Sees(sample.Authority)).Select(sample => new TrialSampleResponse(sample.Number, sample.Version, sample.Authority, sample.Items,
            [.. sample.Verdicts.Select(verdict => new TrialVerdictResponse(verdict.Source, verdict.Field, verdict.IsExclusion, verdict.Holds))]))],
        result.Estimate is { } estimate
            ? new(estimate.ValidFrom, estimate.ValidTo, estimate.Consignments, estimate.Least, estimate.Most, estimate.CountError, estimate.FlowError, estimate.Flow,
                estimate.FlowErrorShare, estimate.FlowQuarters, estimate.IsMean)
            : null,
        [.. result.Overlaps.Select(overlap => Overlap(overlap, result.Hit.Declarations))],
        result.New,
        Warnings(result),
        [.. result.Inspections.Where(load => Sees(load.Authority)).Select(load => new TrialLoadResponse(
            load.Authority, NameOf(load.Authority), Of(load.InForce), Of(load.Added), Of(load.Together), load.Capacity, load.DaysAbove, load.DaysAboveBefore, load.WorkingDays))]);

    private static LoadFiguresResponse Of(LoadFigures figures) => new(figures.Mean, figures.Percentile95, figures.Highest);

    private static TrialOverlapResponse Overlap(TrialOverlap overlap, long hit) => new(
        overlap.Number, overlap.Draft, overlap.Both, hit - overlap.Both, overlap.OnlyThat, Math.Round((double)overlap.Both / hit, 3), overlap.Covers(hit));

    private static ImmutableArray<Warning>? Warnings(TrialResult result)
    {
        string[] covering = [.. result.Overlaps.Where(overlap => overlap.Covers(result.Hit.Declarations)).Select(overlap => overlap.Number)];
        return covering.Length == 0
            ? null
            : [new("/riskArea", "already-covered", new($"Already covered by {string.Join(", ", covering)}.", $"Уже охвачено: {string.Join(", ", covering)}."))];
    }

    private static ImmutableArray<TrialValueResponse> Values(ImmutableArray<TrialValue> values) => [.. values.Select(value => new TrialValueResponse(value.Value, value.Items))];

    /// <summary>Whether all that was examined is the caller's own.</summary>
    private bool SeesAll => caller.Authority == AuthorityCode.Fcs || (!run.Question.Authorities.IsEmpty && run.Question.Authorities.All(authority => IsOwn(authority.Value)));

    private bool Sees(string authority) => SeesAll || IsOwn(authority);

    private bool IsOwn(string authority) => register.Tree.IsWithin(authority, caller.Authority.Value);

    private Phrase NameOf(string authority) => AuthorityCode.TryParse(authority, out var code) ? register.NameOf(code) : Phrase.Same(authority);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(TrialRunResponse))]
[JsonSerializable(typeof(TrialRunList))]
internal sealed partial class TrialAnswerJson : JsonSerializerContext;
