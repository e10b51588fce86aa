using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A trial run as a line of the journal keeps it: its totals, which whoever may read the draft reads. The run itself stays with those who asked for it.</summary>
/// <param name="Id">Of the run.</param>
/// <param name="ContentHash">Of the risk area that was tried.</param>
/// <param name="From">The first day of the declarations that were examined.</param>
/// <param name="Authorities">Whose declarations; empty for all.</param>
/// <param name="Revision">The data revision that it saw.</param>
/// <param name="Examined">Declarations.</param>
/// <param name="Hit">Declarations.</param>
/// <param name="ValueHit">The customs value of the items hit, in roubles.</param>
/// <param name="Controlled">Of the declarations hit, those of which control is known.</param>
/// <param name="WithFinding">Of those: with a finding.</param>
/// <param name="TerritoryShare">How much of where the draft applies was examined; below 1 it is one's own flow only.</param>
[GenerateSerializer, Alias("attached-run"), Immutable]
public sealed record AttachedRun(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ContentHash,
    [property: Id(2)] DateOnly From,
    [property: Id(3)] DateOnly To,
    [property: Id(4)] ImmutableArray<AuthorityCode> Authorities,
    [property: Id(5)] long Revision,
    [property: Id(6)] long Examined,
    [property: Id(7)] long Hit,
    [property: Id(8)] long HitItems,
    [property: Id(9)] decimal ValueHit,
    [property: Id(10)] long Controlled,
    [property: Id(11)] long WithFinding,
    [property: Id(12)] double TerritoryShare,
    [property: Id(13)] AttachedEstimate? Estimate = null,
    [property: Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AttachedInspections? Inspections = null)
{
    [JsonIgnore]
    public bool IsOfOwnFlowOnly => TerritoryShare < 1;

    /// <summary>Whether what was tried, or the validity that was estimated for, is not what is proposed by now.</summary>
    public bool IsStale(DraftContent content, ExplanatoryNote note) =>
        ContentHash != RiskAreaHash.Of(content.RiskArea) || (Estimate is { } estimate && (estimate.ValidFrom, estimate.ValidTo) != (note.ValidFrom, note.ValidTo));

    /// <summary>Whether the note's number of consignments is that of the run.</summary>
    public bool IsSourceOf(DraftContent content, ExplanatoryNote note) => !IsStale(content, note) && Estimate?.Rounded == note.ExpectedConsignments;
}

/// <summary>Inspections a working day, of all authorities together; which they are is told to those who may read the run.</summary>
/// <param name="Authorities">Where there would be any.</param>
/// <param name="InForce">That profiles in force cause, on average.</param>
/// <param name="Added">That what is tried adds, on average.</param>
/// <param name="WithCapacity">Of the authorities: those that have said what they can carry out.</param>
/// <param name="Above">Of those: on so many there would be days with more than that, which were not before, or more of such days.</param>
/// <param name="AboveBefore">Of those: that have such days already.</param>
[GenerateSerializer, Alias("attached-inspections"), Immutable]
public sealed record AttachedInspections(
    [property: Id(0)] int Authorities, [property: Id(1)] double InForce, [property: Id(2)] double Added, [property: Id(3)] int WithCapacity, [property: Id(4)] int Above, [property: Id(5)] int AboveBefore);

/// <summary>Consignments expected over the proposed validity, with the interval of 95 %.</summary>
[GenerateSerializer, Alias("attached-estimate"), Immutable]
public sealed record AttachedEstimate(
    [property: Id(0)] DateOnly ValidFrom, [property: Id(1)] DateOnly ValidTo, [property: Id(2)] double Consignments, [property: Id(3)] double Least, [property: Id(4)] double Most)
{
    /// <summary>As a note says it.</summary>
    [JsonIgnore]
    public int Rounded => (int)Math.Min(Math.Round(Consignments), int.MaxValue);
}

/// <summary>A trial run goes with the draft, or with the profile in the making; as any change does, it voids signatures and visas.</summary>
/// <param name="TakesEstimate">Whether the note's number of consignments becomes that of the run.</param>
[GenerateSerializer, Alias("attach-trial-run"), Immutable]
public sealed record AttachTrialRun([property: Id(0)] AttachedRun Run, [property: Id(1)] bool TakesEstimate = false) : DraftCommand
{
    public const string Route = "trial-run";

    /// <summary>One that is not there yet, to learn whether it would be taken.</summary>
    internal static AttachTrialRun Foreseen(Draft draft) =>
        new(new AttachedRun(default, RiskAreaHash.Of(ContentOf(draft).Content.RiskArea), DateOnly.MinValue, DateOnly.MaxValue, [], 0, 0, 0, 0, 0, 0, 0, 1));

    /// <summary>What the status's own routes bring with them.</summary>
    internal static ImmutableArray<string> Routes(ImmutableArray<string> ofStatus) => ofStatus.Contains(Edit.Route) || ofStatus.Contains(EditProfile.Route) ? [Route] : [];

    internal static bool IsOfProfile(DraftStatus status) => status == DraftStatus.Expedient;

    internal Decision Decide(Draft draft, Circumstances circumstances) => IfSound(
        circumstances,
        () => IsOfProfile(draft.Status) ? new ProfileTrialRunAttached(Run, Taken) : new TrialRunAttached(Run, Taken),
        beside: errors => CheckBeside(errors, draft));

    private int? Taken => TakesEstimate ? Run.Estimate?.Rounded : null;

    private void CheckBeside(ValidationErrors errors, Draft draft)
    {
        var (content, note) = ContentOf(draft);
        if (Run.ContentHash != RiskAreaHash.Of(content.RiskArea))
            errors.Add("/run", "The run tried something else than is proposed now.", "В прогоне проверялось не то, что предлагается сейчас.");
        else if (TakesEstimate && Run.Estimate is null)
            errors.Add("/takeEstimate", "The run has no estimate.", "В прогоне нет оценки количества партий.");
        else if (TakesEstimate && Run.IsStale(content, note))
            errors.Add("/takeEstimate", "The run's estimate is for another validity than the note's.", "Оценка в прогоне сделана для другого срока действия, чем в записке.");
    }

    private static (DraftContent Content, ExplanatoryNote Note) ContentOf(Draft draft) =>
        IsOfProfile(draft.Status) ? (draft.Profile!.Content, draft.Profile.Note) : (draft.Content, draft.Note);
}

/// <param name="ExpectedConsignments">What the note says from now on; null where it stays as it is.</param>
internal sealed record TrialRunAttached(AttachedRun Run, int? ExpectedConsignments = null) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        TrialRun = Run,
        Note = ExpectedConsignments is { } expected ? draft.Note with { ExpectedConsignments = expected } : draft.Note,
        Paperwork = draft.Paperwork.Void(),
    };
}

/// <inheritdoc cref="TrialRunAttached"/>
internal sealed record ProfileTrialRunAttached(AttachedRun Run, int? ExpectedConsignments = null) : ProfileWorkEvent
{
    protected override Draft Apply(Draft draft, ProfileState profile) => draft with
    {
        Profile = profile.Void() with
        {
            TrialRun = Run,
            Note = ExpectedConsignments is { } expected ? profile.Note with { ExpectedConsignments = expected } : profile.Note,
        },
    };
}
