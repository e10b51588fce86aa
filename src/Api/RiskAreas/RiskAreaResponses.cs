using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.RiskAreas;

/// <summary>The register of risk areas, at a revision of the classifiers.</summary>
public sealed record RiskAreaList(long Revision, ImmutableArray<RiskAreaItem> Items);

/// <summary>A risk area.</summary>
/// <param name="Code">By which a draft names it.</param>
/// <param name="Title">In the language of the answer.</param>
/// <param name="Type">Which kind of rule the risk is against, by its code.</param>
/// <param name="TypeName">What people call that, in the language of the answer.</param>
/// <param name="Fiscal">Whether money is at risk.</param>
/// <param name="From">The first day on which it is in the register.</param>
/// <param name="To">The last one; left out where it has none.</param>
/// <param name="Review">When it is to be looked at again; left out where that is not said.</param>
public sealed record RiskAreaItem(string Code, Phrase Title, string Type, Phrase TypeName, bool Fiscal, DateOnly From, DateOnly? To, DateOnly? Review)
{
    internal static RiskAreaItem Of(RegisteredRiskArea area) =>
        new(area.Code, area.Title, area.Type.Code, area.Type.Name, area.IsFiscal, area.From, area.To, area.Review);
}

/// <summary>A risk area with what is said of it, and who must have a profile in it.</summary>
/// <param name="Area">What lists show of it.</param>
/// <param name="Description">Left out where there is none.</param>
/// <param name="Decision">By which it was registered; left out where that is not said.</param>
/// <param name="Obligatory">Authorities that must have a profile in it.</param>
public sealed record RiskAreaResponse(RiskAreaItem Area, string? Description, string? Decision, ImmutableArray<RiskDuty> Obligatory);

/// <summary>An authority that must have a profile in force.</summary>
/// <param name="By">From the day after this one a profile must be in force.</param>
public sealed record RiskDuty(AuthorityCode Authority, Phrase AuthorityName, DateOnly By);

/// <summary>Where authorities must have profiles, and what there is.</summary>
public sealed record RiskCoverageResponse(long Revision, ImmutableArray<RiskCell> Items);

/// <summary>An authority and a risk area in which it must have a profile.</summary>
/// <param name="Area">The code of the risk area.</param>
/// <param name="By">From the day after this one a profile must be in force.</param>
/// <param name="State">What there is against it.</param>
/// <param name="StateName">That in words, in the language of the answer.</param>
/// <param name="Profiles">Profiles in force that are for this authority, by their numbers.</param>
/// <param name="Drafts">How many drafts of this authority, of those below and of those above it are under consideration.</param>
public sealed record RiskCell(
    string Area, AuthorityCode Authority, Phrase AuthorityName, DateOnly By, RiskCellState State, Phrase StateName, ImmutableArray<RegistrationNumber> Profiles, long Drafts);

/// <summary>What there is against a risk at an authority.</summary>
public enum RiskCellState
{
    /// <summary>A profile is in force.</summary>
    InForce,

    /// <summary>None is, but a draft is under consideration, and there is time.</summary>
    UnderConsideration,

    /// <summary>Neither, and there is time.</summary>
    Nothing,

    /// <summary>No profile is in force, and the day is over.</summary>
    Overdue,
}

/// <summary>What people call them.</summary>
public static class RiskCellNames
{
    public static Phrase InWords(this RiskCellState state) => state switch
    {
        RiskCellState.InForce => new("A profile is in force", "Профиль действует"),
        RiskCellState.UnderConsideration => new("A draft is under consideration", "Проект на рассмотрении"),
        RiskCellState.Nothing => new("Nothing yet", "Профилей и проектов нет"),
        RiskCellState.Overdue => new("Overdue", "Просрочено"),
    };
}

/// <summary>A risk area as other services of the union may have it: which profiles there are, but neither what they look for nor what they order.</summary>
/// <param name="TitleRu">In Russian.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Number">Of the type of risk, in the official list.</param>
/// <param name="Type">Which kind of rule the risk is against, by its code.</param>
/// <param name="Fiscal">Whether money is at risk.</param>
/// <param name="Description">Left out where there is none.</param>
/// <param name="Decision">By which it was registered; left out where that is not said.</param>
/// <param name="From">The first day on which it is in the register.</param>
/// <param name="To">The last one; left out where it has none.</param>
/// <param name="Review">When it is to be looked at again; left out where that is not said.</param>
/// <param name="Profiles">Those in force that name it.</param>
public sealed record RiskAreaExport(
    string Code, string TitleRu, string TitleEn, int Number, string Type, bool Fiscal, string? Description, string? Decision, DateOnly From, DateOnly? To, DateOnly? Review,
    ImmutableArray<ExportedProfile> Profiles);

/// <summary>A profile in force, without its content.</summary>
public sealed record ExportedProfile(RegistrationNumber Number, int Version, string Kind, string Territory, DateOnly ValidFrom, DateOnly ValidTo);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RiskAreaList))]
[JsonSerializable(typeof(RiskAreaResponse))]
[JsonSerializable(typeof(RiskCoverageResponse))]
[JsonSerializable(typeof(RiskAreaExport))]
internal sealed partial class RiskAreaResponseJson : JsonSerializerContext;
