using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Declarations;

/// <summary>The control of one declaration as its journal tells it: the fold of its lines. It changes only by its events.</summary>
public sealed record Control : Journaled
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    /// <summary>That registered the declaration.</summary>
    public required string Authority { get; init; }

    /// <summary>Of the post where the goods lie.</summary>
    public required string ControlAuthority { get; init; }

    /// <summary>The version that was checked last; hits of earlier ones no longer stand against anything.</summary>
    public required int Version { get; init; }

    /// <summary>At which it was checked last.</summary>
    public required CheckMoment Moment { get; init; }

    /// <summary>The day in Moscow whose secret everything about this declaration is drawn with.</summary>
    public required DateOnly SelectionDay { get; init; }

    /// <summary>Whether it was drawn for the control sample, not being hit by any profile.</summary>
    public required bool Sampled { get; init; }

    public required bool IsOfLowRisk { get; init; }

    public ImmutableArray<ControlHit> Hits { get; init; } = [];

    /// <summary>Null while it goes on.</summary>
    public ControlEnd? End { get; init; }

    /// <summary>How many hits of the present version wait for an official.</summary>
    public int Undecided => End is null ? Hits.Count(hit => hit.Version == Version && hit.Type == HitType.Waiting) : 0;

    /// <summary>Whether an official has something to do about one of its hits: to decide, or to enter what became of measures.</summary>
    public bool Waits(ControlHit hit) => End is null && hit.Version == Version && (hit.Type == HitType.Waiting || hit.OpenMeasures > 0);

    public ControlHit? Hit(int place) => Hits.FirstOrDefault(hit => hit.Place == place);

    public Control With(int hit, Func<ControlHit, ControlHit> change) => this with { Hits = [.. Hits.Select(each => each.Place == hit ? change(each) : each)] };

    public Control With(int hit, int measure, Func<HitMeasure, HitMeasure> change) => With(hit, each => each.With(measure, change));

    /// <summary>The control of a declaration of this number, whoever asks first.</summary>
    public static Guid IdOf(DeclarationNumber number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"declaration/{number}"))[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8 of RFC 9562: made as its maker likes
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash, bigEndian: true);
    }
}

/// <summary>A profile that hits an item of a version of a declaration, or what an official or chance put in its place.</summary>
/// <param name="Place">From 1 on, in the order in which they came.</param>
/// <param name="Profile">Null where there is none.</param>
/// <param name="Version">Of the declaration.</param>
/// <param name="Item">0 for the consignment as a whole.</param>
public sealed record ControlHit(
    int Place, ControlGround Ground, RegistrationNumber? Profile, int? ProfileVersion, string? Title, int Version, int Item, HitType Type, CheckMoment FoundAt,
    ImmutableArray<HitMeasure> Measures, ImmutableArray<HitIndicator> Indicators)
{
    /// <summary>Why an official sees a risk where no profile does.</summary>
    public string? Reason { get; init; }

    public ImmutableArray<IndicatorVerdict> Verdicts { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>The day in Moscow, as the line says that bears it.</summary>
    [JsonIgnore]
    public DateOnly FoundOn { get; init; }

    /// <summary>Until when an official has to do what the hit waits for; null where it waits for nothing, or was found before there were terms.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many of its measures wait for an official to enter what became of them.</summary>
    [JsonIgnore]
    public int OpenMeasures => Measures.Count(measure => measure.IsOpen);

    /// <summary>At least one of its measures was applied, if only in part.</summary>
    public bool IsControlled => Measures.Any(measure => measure.IsApplied);

    public HitMeasure? Measure(int place) => Measures.FirstOrDefault(measure => measure.Place == place);

    public ControlHit With(int measure, Func<HitMeasure, HitMeasure> change) =>
        this with { Measures = [.. Measures.Select(each => each.Place == measure ? change(each) : each)] };
}

/// <summary>An indicator that only an official can judge, and the group of the field that it belongs to.</summary>
/// <param name="Place">In the list of the profile's indicators.</param>
public sealed record HitIndicator(int Place, string Group, string Text)
{
    public const string Whole = "0700";

    public static string GroupOf(IndicatorGroup group) => group switch
    {
        IndicatorGroup.Trader => "0100",
        IndicatorGroup.Consignment or IndicatorGroup.Authority => "0200",
        IndicatorGroup.Goods or IndicatorGroup.GoodsCountry or IndicatorGroup.GoodsPreferences => "0300",
        IndicatorGroup.GoodsPayments => "0400",
        IndicatorGroup.GoodsDocuments => "0500",
        IndicatorGroup.Vehicle => "0600",
    };
}

/// <summary>A measure of a hit.</summary>
/// <param name="Share">Of hits that it is applied to, per cent.</param>
/// <param name="IsSelected">How the draw went.</param>
/// <param name="Moments">The codes of the moments at which it is due; at every one if there are none.</param>
/// <param name="Sign">Null while an official has not decided whether the risk is there.</param>
public sealed record HitMeasure(
    int Place, string Code, string Description, string Characteristics, bool Obligatory, string? DependsOn, string? InspectionType, int Share, bool IsSelected,
    ImmutableArray<string> Moments, bool IsInspection, bool NeedsAgreement, bool NeedsPresence, bool SparesLowRisk, MeasureSign? Sign)
{
    /// <summary>The name of the head of the post who agreed.</summary>
    public string? AgreedBy { get; init; }

    public MeasureEntry? Entry { get; init; }

    public ControlResult? Result { get; init; }

    /// <summary>The day in Moscow of its result, as the line says that bears it.</summary>
    [JsonIgnore]
    public DateOnly? ResultOn { get; init; }

    public bool IsApplied => Entry is { Did: EntryKind.Applied or EntryKind.Partly };

    /// <summary>Whether an official still has to enter what became of it.</summary>
    public bool IsOpen => Sign == MeasureSign.Due && Entry is null;
}
