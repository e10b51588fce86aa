using System.Text.Json.Serialization;
using RmsOrleans.Api.Tasks;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Declarations;

/// <summary>What a check found, and whether the declaration may go on.</summary>
/// <param name="Number">Of the declaration.</param>
/// <param name="Version">Of the declaration.</param>
/// <param name="Moment">The code of the moment.</param>
/// <param name="MomentName">What the moment is called, in the language of the answer.</param>
/// <param name="CheckedAt">When; of a check that was done before, when it was done.</param>
/// <param name="DirectoryRevision">The revision of the directory that it went by.</param>
/// <param name="RegisterRevision">The revision of the register of authorities that it went by.</param>
/// <param name="SelectionDay">The day in Moscow whose secret was drawn with: that of the first check.</param>
/// <param name="Sampled">Whether the declaration was drawn for the control sample, no profile hitting it.</param>
/// <param name="MayProceed">Whether nothing stands against it.</param>
/// <param name="Standing">What stands against it.</param>
/// <param name="Hits">All hits of the declaration, as they stand now.</param>
/// <param name="Undecidable">Where a pattern of a profile that cannot run leaves it open whether it hits.</param>
/// <param name="Repeated">The same was checked before; nothing was done. Left out otherwise.</param>
public sealed record CheckResponse(
    string Number, int Version, string Moment, Phrase MomentName, DateTimeOffset CheckedAt, long DirectoryRevision, long RegisterRevision, DateOnly SelectionDay, bool Sampled,
    bool MayProceed, ImmutableArray<StandingResponse> Standing, ImmutableArray<HitResponse> Hits, ImmutableArray<UndecidableResponse> Undecidable, bool? Repeated);

/// <summary>Something that stands against going on.</summary>
/// <param name="Code"><c>undecided-hit</c>, <c>measure-due</c> or <c>closed</c>.</param>
/// <param name="Hit">The place of the hit.</param>
/// <param name="Measure">The place of the measure among those of the hit.</param>
public sealed record StandingResponse(string Code, Phrase Detail, int? Hit, int? Measure)
{
    internal static ImmutableArray<StandingResponse> Of(Control? control) =>
        [.. Grains.Declarations.Standing.Against(control).Select(each => new StandingResponse(each.Code, each.Detail, each.Hit, each.Measure))];
}

/// <summary>A profile and an item of which it cannot be said whether it hits.</summary>
/// <param name="Item">0 for the consignment as a whole.</param>
public sealed record UndecidableResponse(RegistrationNumber Profile, int Item);

/// <summary>A hit, and what became of it.</summary>
/// <param name="Hit">Its place, by which commands name it.</param>
/// <param name="Ground">A profile, an official, or the control sample.</param>
/// <param name="Profile">The number of the profile, where there is one.</param>
/// <param name="ProfileVersion">The version of the profile that was in force then.</param>
/// <param name="Title">Of the profile.</param>
/// <param name="Version">Of the declaration.</param>
/// <param name="Item">0 for the consignment as a whole.</param>
/// <param name="Type"><c>0</c> automatic, <c>1</c> by an official, <c>2</c> waits for an official, <c>3</c> risk found, <c>4</c> not found, <c>6</c> not applied: simplified control of the value.</param>
/// <param name="TypeName">What the type is called, in the language of the answer.</param>
/// <param name="FoundAt">The code of the moment at which it was found.</param>
/// <param name="Reason">Why an official sees a risk where no profile does.</param>
/// <param name="Controlled">Whether one of its measures was applied, if only in part.</param>
/// <param name="DueAt">Until when an official has to do what it waits for; left out where it waits for nothing.</param>
/// <param name="Indicators">What only an official can judge.</param>
public sealed record HitResponse(
    int Hit, ControlGround Ground, RegistrationNumber? Profile, int? ProfileVersion, string? Title, int Version, int Item, string Type, Phrase TypeName, string FoundAt, string? Reason,
    string? Note, bool Controlled, DateTimeOffset? DueAt, ImmutableArray<HitIndicatorResponse> Indicators, ImmutableArray<HitMeasureResponse> Measures)
{
    internal static ImmutableArray<HitResponse> Of(Control? control) => control is null ? [] : [.. control.Hits.Select(hit => Of(control, hit))];

    private static HitResponse Of(Control control, ControlHit hit) => new(
        hit.Place, hit.Ground, hit.Profile, hit.ProfileVersion, hit.Title, hit.Version, hit.Item, Codes.Of(hit.Type), hit.Type.InWords(), Codes.Of(hit.FoundAt), hit.Reason, hit.Note,
        hit.IsControlled, control.Waits(hit) ? hit.DueAt?.In(MoscowDays.Zone) : null,
        [.. hit.Indicators.Select(each => new HitIndicatorResponse(
            each.Place, each.Group, each.Text, hit.Verdicts.FirstOrDefault(verdict => verdict.Indicator == each.Place)?.Holds, hit.Verdicts.FirstOrDefault(verdict => verdict.Indicator == each.Place)?.Note))],
        [.. hit.Measures.Select(each => new HitMeasureResponse(
            each.Place, each.Code, each.Description, each.Characteristics, each.Obligatory, each.DependsOn, each.InspectionType, each.Share, each.IsSelected,
            each.Sign is { } sign ? Codes.Of(sign) : null, each.Sign?.InWords(), each.IsInspection, each.NeedsAgreement, each.AgreedBy, each.NeedsPresence, each.Entry, each.Result))]);
}

/// <summary>An indicator that only an official can judge.</summary>
/// <param name="Indicator">Its place among those of the profile, by which a verdict names it.</param>
/// <param name="Group"><c>0100</c> trader, <c>0200</c> consignment, <c>0300</c> goods, <c>0400</c> payments, <c>0500</c> documents, <c>0600</c> vehicle.</param>
/// <param name="Holds">What the official said; left out before.</param>
public sealed record HitIndicatorResponse(int Indicator, string Group, string Text, bool? Holds, string? Note);

/// <summary>A measure of a hit.</summary>
/// <param name="Measure">Its place, by which commands name it.</param>
/// <param name="Share">To how many of its hits it is applied, in per cent.</param>
/// <param name="Selected">Whether it was drawn.</param>
/// <param name="Sign"><c>0</c> not selected, <c>1</c> must be applied, <c>2</c> not at this moment, <c>4</c> trader of low risk, <c>5</c> its main measure is not applied, <c>6</c> simplified control of the value; left out while an official has not found the risk.</param>
/// <param name="SignName">What the sign is called, in the language of the answer.</param>
/// <param name="IsInspection">Whether it is one of goods, of which the entry says how it went.</param>
/// <param name="NeedsAgreement">Whether the head of the post must agree.</param>
/// <param name="AgreedBy">Who did, by name.</param>
/// <param name="NeedsPresence">Whether an official of the centre must be present.</param>
/// <param name="Entry">What the official entered.</param>
/// <param name="Result">What it led to.</param>
public sealed record HitMeasureResponse(
    int Measure, string Code, string Description, string Characteristics, bool Obligatory, string? DependsOn, string? InspectionType, int Share, bool Selected, string? Sign, Phrase? SignName,
    bool IsInspection, bool NeedsAgreement, string? AgreedBy, bool NeedsPresence, MeasureEntry? Entry, ControlResult? Result);

/// <summary>The control of a declaration, with the record of each of its checks.</summary>
/// <param name="Number">Of the declaration.</param>
/// <param name="Authority">That registered it.</param>
/// <param name="ControlAuthority">Of the post where the goods lie.</param>
/// <param name="Version">The version that was checked last.</param>
/// <param name="MayProceed">Whether nothing stands against its going on.</param>
/// <param name="Standing">What stands against it.</param>
/// <param name="Sampled">Whether it was drawn for the control sample.</param>
/// <param name="Ended">How the control ended; left out while it goes on.</param>
/// <param name="Hits">All of them, as they stand now.</param>
/// <param name="Checks">In their order; none of them ever changes.</param>
/// <param name="Journal">What happened, line by line; empty where no check has found anything.</param>
/// <param name="Possible">Routes of commands that the caller can give now.</param>
public sealed record ControlResponse(
    string Number, string Authority, string ControlAuthority, int Version, bool MayProceed, ImmutableArray<StandingResponse> Standing, bool Sampled, ControlEnd? Ended,
    ImmutableArray<HitResponse> Hits, ImmutableArray<CheckRecordResponse> Checks, ImmutableArray<ControlLineResponse> Journal, ImmutableArray<string> Possible);

/// <summary>The record of a check.</summary>
/// <param name="Version">Of the declaration.</param>
/// <param name="Moment">The code of the moment.</param>
/// <param name="DirectoryRevision">The revision of the directory that it went by.</param>
/// <param name="RegisterRevision">The revision of the register of authorities that it went by.</param>
/// <param name="SelectionDay">The day in Moscow whose secret was drawn with.</param>
/// <param name="SelectionKey">The id of the key that was drawn with.</param>
/// <param name="Sampled">Whether the declaration was drawn for the control sample.</param>
/// <param name="Found">What was found, or found again.</param>
/// <param name="MomentName">What the moment is called, in the language of the answer.</param>
/// <param name="CheckedAt">When.</param>
/// <param name="Undecidable">Where a pattern of a profile that cannot run leaves it open whether it hits.</param>
public sealed record CheckRecordResponse(
    int Version, string Moment, Phrase MomentName, DateTimeOffset CheckedAt, long DirectoryRevision, long RegisterRevision, DateOnly SelectionDay, string SelectionKey, bool Sampled,
    ImmutableArray<FoundHitResponse> Found, ImmutableArray<UndecidableResponse> Undecidable)
{
    internal static CheckRecordResponse Of(CheckRecord check) => new(
        check.Version, Codes.Of(check.Moment), check.Moment.InWords(), check.At.In(MoscowDays.Zone), check.Directory, check.Register, check.SelectionDay, check.SelectionKey, check.Sampled,
        [.. check.Findings.Hits.Select(hit => new FoundHitResponse(
            hit.Hit, hit.Profile, hit.ProfileVersion, hit.Item, Codes.Of(hit.Type),
            [.. hit.Measures.Select(each => new FoundMeasureResponse(each.Measure, each.Code, each.Share, each.Selected, each.Sign is { } sign ? Codes.Of(sign) : null))]))],
        UndecidableOf(check));

    internal static ImmutableArray<UndecidableResponse> UndecidableOf(CheckRecord check) => [.. check.Findings.Undecidable.Select(each => new UndecidableResponse(each.Profile, each.Item))];
}

/// <summary>A hit as a check found it.</summary>
/// <param name="Hit">Its place.</param>
/// <param name="ProfileVersion">The version of the profile that was in force then.</param>
/// <param name="Item">0 for the consignment as a whole.</param>
/// <param name="Type">As it stood then.</param>
public sealed record FoundHitResponse(int Hit, RegistrationNumber Profile, int ProfileVersion, int Item, string Type, ImmutableArray<FoundMeasureResponse> Measures);

/// <summary>A measure as a check found it.</summary>
/// <param name="Measure">Its place.</param>
/// <param name="Share">To how many of its hits it is applied, in per cent.</param>
/// <param name="Selected">Whether it was drawn.</param>
/// <param name="Sign">As it was due then; left out while an official had not decided.</param>
public sealed record FoundMeasureResponse(int Measure, string Code, int Share, bool Selected, string? Sign);

/// <summary>Declarations with hits that wait for an official.</summary>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record WaitingList(ImmutableArray<WaitingResponse> Items, string? Next);

/// <summary>A declaration with hits that wait for an official.</summary>
/// <param name="Number">Of the declaration.</param>
/// <param name="ControlAuthority">Of the post where the goods lie.</param>
/// <param name="Version">That was checked last.</param>
/// <param name="Moment">The code of the moment at which it was.</param>
/// <param name="MomentName">What the moment is called, in the language of the answer.</param>
/// <param name="Undecided">How many hits wait.</param>
public sealed record WaitingResponse(string Number, string ControlAuthority, int Version, string Moment, Phrase MomentName, int Undecided, DateTimeOffset ChangedAt);

/// <summary>A page of hits about which an official of the post has something to do.</summary>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record CheckTaskList(ImmutableArray<CheckTaskResponse> Items, string? Next);

/// <summary>A hit about which an official of the post has something to do: to decide, or to enter what became of its measures.</summary>
/// <param name="Number">Of the declaration.</param>
/// <param name="Hit">Its place among the hits of the declaration.</param>
/// <param name="ControlAuthority">Of the post where the goods lie.</param>
/// <param name="ControlAuthorityName">What it is called, in the language of the answer.</param>
/// <param name="Version">Of the declaration.</param>
/// <param name="Moment">The code of the moment at which the declaration was checked last.</param>
/// <param name="MomentName">What the moment is called, in the language of the answer.</param>
/// <param name="Profile">The number of the profile; left out where a measure was ordered without one.</param>
/// <param name="Title">Of the profile.</param>
/// <param name="Type">The code of the type of the hit.</param>
/// <param name="TypeName">What the type is called, in the language of the answer.</param>
/// <param name="Undecided">Whether it waits for a decision; otherwise measures wait for their entries.</param>
/// <param name="OpenMeasures">How many measures wait for an entry.</param>
/// <param name="DueAt">Until when; this moment is already too late.</param>
/// <param name="Overdue">Whether that has passed.</param>
/// <param name="Urgency">How soon it is due, by the clock of the caller's authority.</param>
public sealed record CheckTaskResponse(
    string Number, int Hit, string ControlAuthority, Phrase ControlAuthorityName, int Version, string Moment, Phrase MomentName, RegistrationNumber? Profile, string? Title, string Type,
    Phrase TypeName, bool Undecided, int OpenMeasures, DateTimeOffset DueAt, bool Overdue, Urgency Urgency)
{
    public Phrase UrgencyName => Urgency.InWords();
}

/// <summary>How many hits wait for an official of the post.</summary>
/// <param name="Total">Hits.</param>
/// <param name="Undecided">Those of them that wait for a decision.</param>
/// <param name="OpenMeasures">Measures that wait for an entry.</param>
/// <param name="Overdue">Hits whose term has passed.</param>
/// <param name="Urgencies">Hits by how soon they are due, the soonest first.</param>
public sealed record CheckTaskCountsResponse(long Total, long Undecided, long OpenMeasures, long Overdue, ImmutableArray<UrgencyCount> Urgencies);

/// <summary>What became of a line of a batch of checks: the check, or a problem.</summary>
/// <param name="Line">The number of the line in the body, from 1 on.</param>
/// <param name="Status">As a check by itself would be answered.</param>
/// <param name="Check">What it found; left out of a line that was refused.</param>
/// <param name="Title">What is wrong, in short; only of a line that was refused.</param>
public sealed record CheckLineResponse(
    int Line,
    int Status,
    CheckResponse? Check,
    string? Type = null,
    string? Title = null,
    string? Detail = null,
    Dictionary<string, string[]>? Errors = null,
    string? TraceId = null);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckResponse))]
[JsonSerializable(typeof(CheckLineResponse))]
[JsonSerializable(typeof(ControlResponse))]
[JsonSerializable(typeof(WaitingList))]
[JsonSerializable(typeof(CheckTaskList))]
[JsonSerializable(typeof(CheckTaskCountsResponse))]
internal sealed partial class CheckResponseJson : JsonSerializerContext;
