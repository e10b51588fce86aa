using System.Text.Json.Serialization;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Efficiency;

namespace RmsOrleans.Api.Efficiency;

/// <summary>What hits came to. Shares are from 0 to 1, amounts in roubles.</summary>
/// <param name="Hits">How often a profile hit an item, or a consignment as a whole.</param>
/// <param name="Consignments">Declarations with at least one of the hits.</param>
/// <param name="Checked">Declarations that were checked in the same time where it applies.</param>
/// <param name="ShareOfFlow">Consignments of those checked.</param>
/// <param name="Undecided">Hits that wait for an official.</param>
/// <param name="RiskFound">Hits in which an official found the risk.</param>
/// <param name="RiskNotFound">Hits in which an official did not find it.</param>
/// <param name="Measures">What became of the measures.</param>
/// <param name="Controlled">Hits of which at least one measure was applied, if only in part.</param>
/// <param name="WithResult">Hits by which something was found.</param>
/// <param name="HitRate">With a result of those controlled.</param>
/// <param name="Lift">How many times that is the rate of the control sample.</param>
/// <param name="Payments">By how much payments grew.</param>
/// <param name="PaymentsOfConsignment">For each consignment hit.</param>
/// <param name="PaymentsOfHour">For each hour of inspection.</param>
/// <param name="Hours">Of inspections.</param>
/// <param name="Cases">That were opened.</param>
/// <param name="FoundByNoOther">Consignments in which no other profile found anything.</param>
/// <param name="LastFindOn">The day of the latest find, in Moscow.</param>
/// <param name="DaysSinceLastFind">Up to today.</param>
public sealed record EfficiencyResponse(
    long Hits, long Consignments, long? Checked, double? ShareOfFlow, long Undecided, long RiskFound, long RiskNotFound, EfficiencyMeasures Measures, long Controlled, long WithResult,
    EfficiencyRate? HitRate, EfficiencyRate? Lift, decimal Payments, decimal? PaymentsOfConsignment, decimal? PaymentsOfHour, double Hours, long Cases, long FoundByNoOther,
    string? LastFindOn, int? DaysSinceLastFind)
{
    private const int PlacesOfShare = 6;
    private const int PlacesOfHours = 2;

    /// <param name="checkedInAll">Null where the flow says nothing.</param>
    internal static EfficiencyResponse Of(EfficiencyFigures of, EfficiencyFigures sample, DateOnly today, long? checkedInAll = null) => new(
        of.Hits, of.Consignments, checkedInAll, checkedInAll is > 0 ? Math.Round((double)of.Consignments / checkedInAll.Value, PlacesOfShare) : null, of.Undecided, of.RiskFound, of.RiskNotFound,
        new(of.Due, of.Applied, of.Partly, of.NotAppliedRiskNotFound, of.NotAppliedOwnConditions, of.NotAppliedObjective, of.NotAppliedNotSelected), of.Controlled, of.WithResult,
        EfficiencyRate.Of(of.HitRate), EfficiencyRate.Of(Rates.Lift(of.HitRate, sample.HitRate)), of.Roubles, of.RoublesOfConsignment, of.RoublesOfHour, Math.Round(of.Hours, PlacesOfHours), of.Cases,
        of.FoundByNoOther, of.LastFind is { } day ? DayText.Of(day) : null, of.DaysSinceLastFind(today));
}

/// <summary>What became of measures.</summary>
/// <param name="Due">That had to be applied.</param>
/// <param name="Applied">In full.</param>
/// <param name="Partly">In part, or otherwise.</param>
/// <param name="RiskNotFound">Not applied: the risk was not found (02).</param>
/// <param name="OwnConditions">Not applied, by the profile's own conditions (03).</param>
/// <param name="Objective">Not applied, for objective reasons (04).</param>
/// <param name="NotSelected">Not applied, by random selection (05).</param>
public sealed record EfficiencyMeasures(long Due, long Applied, long Partly, long RiskNotFound, long OwnConditions, long Objective, long NotSelected);

/// <summary>A rate, or how many times one is another, and between what at 95 %.</summary>
/// <param name="Value">As it was counted.</param>
/// <param name="Least">The lower end.</param>
/// <param name="Most">The upper end; left out where there is none.</param>
public sealed record EfficiencyRate(double Value, double Least, double? Most)
{
    private const int Places = 6;

    internal static EfficiencyRate? Of(Rate? rate) => rate is null ? null : new(Math.Round(rate.Value, Places), Math.Round(rate.Least, Places), rate.Most is { } most ? Math.Round(most, Places) : null);
}

/// <summary>What a profile is worth, of the authorities that the caller sees.</summary>
/// <param name="From">The first month; left out, it is the first there is.</param>
/// <param name="To">The last month.</param>
/// <param name="ReviewOn">The day on which the profile is looked at anew; left out where it was, and too little of its validity is left.</param>
/// <param name="Flags">Why somebody should look at it now.</param>
/// <param name="Sample">What control of the random sample came to in the same time.</param>
/// <param name="Total">Over all versions.</param>
/// <param name="Versions">Version by version, beside what the note of each expected.</param>
/// <param name="Months">Month by month, by the day of the hit.</param>
/// <param name="Authorities">By where the goods lie.</param>
public sealed record ProfileEfficiencyResponse(
    RegistrationNumber Number, string Title, ProfileStatus Status, int Version, string? From, string? To, DateOnly? ReviewOn, ImmutableArray<FlagResponse> Flags, SampleResponse Sample,
    EfficiencyResponse Total, ImmutableArray<VersionEfficiency> Versions, ImmutableArray<MonthEfficiency> Months, ImmutableArray<AuthorityEfficiency> Authorities)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>What control of the random sample came to: declarations that no profile hits.</summary>
/// <param name="Controlled">So many were controlled.</param>
/// <param name="WithResult">In so many something was found.</param>
/// <param name="Rate">One of the other.</param>
public sealed record SampleResponse(long Controlled, long WithResult, EfficiencyRate? Rate)
{
    internal static SampleResponse Of(EfficiencyFigures sample) => new(sample.Controlled, sample.WithResult, EfficiencyRate.Of(sample.HitRate));
}

/// <summary>A version of a profile, beside the estimate of its note.</summary>
/// <param name="ExpectedConsignments">What the note expected over the whole validity.</param>
/// <param name="ExpectedSoFar">As much of it as days of validity have gone.</param>
/// <param name="Figures">What happened.</param>
public sealed record VersionEfficiency(int Version, DateOnly ValidFrom, DateOnly ValidTo, long ExpectedConsignments, double ExpectedSoFar, EfficiencyResponse Figures);

/// <summary>A month of a profile.</summary>
/// <param name="Month">Such as 2026-12.</param>
/// <param name="Figures">What happened.</param>
public sealed record MonthEfficiency(string Month, EfficiencyResponse Figures);

/// <summary>A profile at one authority.</summary>
/// <param name="Authority">Where the goods lie.</param>
/// <param name="Figures">What happened.</param>
public sealed record AuthorityEfficiency(string Authority, Phrase AuthorityName, EfficiencyResponse Figures);

/// <summary>Why somebody should look at a profile, and the figures behind it.</summary>
/// <param name="Flag">By its name.</param>
/// <param name="Since">The day of the review; of the others the day on which it was first seen.</param>
/// <param name="Cases">What it was judged by: declarations checked, hits controlled, measures due, or consignments hit.</param>
/// <param name="Measured">What was counted.</param>
/// <param name="Bound">What that was held against.</param>
/// <param name="Reason">The figures in a sentence.</param>
/// <param name="Look">Who has looked at it, so that it is no task; left out as long as it is one.</param>
public sealed record FlagResponse(ProfileFlag Flag, DateOnly Since, long Cases, double Measured, double Bound, Phrase Reason, FlagLookResponse? Look = null)
{
    public Phrase FlagName => Flag.InWords();

    internal static FlagResponse Of(RaisedFlag raised) => new(raised.Flag, raised.Since, raised.Cases, raised.Measured, raised.Bound, raised.InWords());

    internal static FlagResponse Of(StandingFlag flag) => Of(flag.Raised) with { Look = flag.Look is { } look ? FlagLookResponse.Of(look) : null };
}

/// <summary>Somebody has looked at a flag, and the profile stays as it is.</summary>
/// <param name="By">Who it was.</param>
/// <param name="At">When, by the clock of Moscow.</param>
/// <param name="Reason">Why it stays.</param>
public sealed record FlagLookResponse(string By, AuthorityCode Authority, DateTimeOffset At, string Reason)
{
    internal static FlagLookResponse Of(ProfileLook look) => new(look.By, look.Authority, look.At.In(MoscowDays.Zone), look.Reason);
}

/// <summary>A page of profiles with what they are worth, the newest first.</summary>
/// <param name="From">The first month.</param>
/// <param name="To">The last month.</param>
/// <param name="Sample">What control of the random sample came to in the same time.</param>
/// <param name="WithoutProfile">What officials ordered where no profile says so.</param>
/// <param name="Items">Profiles that the caller may know of.</param>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record EfficiencyList(string From, string To, SampleResponse Sample, EfficiencyResponse WithoutProfile, ImmutableArray<EfficiencyItem> Items, string? Next);

/// <summary>A profile and what it is worth.</summary>
/// <param name="Flags">Why somebody should look at it now.</param>
/// <param name="Figures">What happened.</param>
public sealed record EfficiencyItem(RegistrationNumber Number, string Title, ProfileStatus Status, int Version, ImmutableArray<FlagResponse> Flags, EfficiencyResponse Figures)
{
    public Phrase StatusName => Status.InWords();
}

/// <summary>What the caller has to see to: profiles whose review has come, and flags.</summary>
/// <param name="Items">The oldest first.</param>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record ProfileTaskList(ImmutableArray<ProfileTaskResponse> Items, string? Next);

/// <summary>A profile to be seen to.</summary>
/// <param name="Profile">Its number.</param>
/// <param name="Raised">Why.</param>
/// <param name="Awaited">Routes of the profile by which the caller can see to it; none for those who only answer for it.</param>
public sealed record ProfileTaskResponse(RegistrationNumber Profile, string Title, int Version, FlagResponse Raised, ImmutableArray<string> Awaited);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProfileEfficiencyResponse))]
[JsonSerializable(typeof(EfficiencyList))]
[JsonSerializable(typeof(ProfileTaskList))]
[JsonSerializable(typeof(FlagResponse))]
internal sealed partial class EfficiencyResponseJson : JsonSerializerContext;
