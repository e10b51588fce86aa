using System.Text.Json.Serialization;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Api.Registers;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Prices;

/// <summary>What goods cost in a month, as a source has it.</summary>
/// <param name="Id">In the order of loading.</param>
/// <param name="Source">Who publishes it.</param>
/// <param name="Reference">By which the source tells it from others that are alike.</param>
/// <param name="Direction">Which way the goods went.</param>
/// <param name="Month">Such as <c>2026-11</c>.</param>
/// <param name="CommodityCode">Two to ten digits.</param>
/// <param name="OriginCountry">Two letters; left out where the source has none.</param>
/// <param name="Maker">Who made the goods.</param>
/// <param name="Terms">Of delivery.</param>
/// <param name="Unit">Of the quantity.</param>
/// <param name="Region">Of the trade.</param>
/// <param name="ValueUsd">US dollars, of the whole.</param>
/// <param name="NetWeightKg">Net kilograms; left out where the source has none.</param>
/// <param name="Quantity">In the unit.</param>
/// <param name="PricePerKg">US dollars for each net kilogram, six places, half to even.</param>
/// <param name="Licence">Under which the source may be used.</param>
/// <param name="Load">The load that brought it.</param>
/// <param name="Withdrawn">Whether that load was taken back, so that the point does not count.</param>
public sealed record PricePointResponse(
    long Id, string Source, string? Reference, PriceDirection Direction, string Month, string CommodityCode, string? OriginCountry, string? Maker, string? Terms, string? Unit, string? Region,
    decimal ValueUsd, decimal? NetWeightKg, decimal? Quantity, decimal? PricePerKg, string? Licence, long Load, bool Withdrawn)
{
    internal static PricePointResponse Of(PriceRow row, bool withdrawn) => new(
        row.Id, row.Source, row.Reference, row.Direction == PricePoint.Import ? PriceDirection.Import : PriceDirection.Export, row.ToPoint().MonthText, row.CommodityCode, row.OriginCountry,
        row.Maker, row.Terms, row.Unit, row.Region, Number(row.Value)!.Value, Number(row.Weight), Number(row.Quantity), Number(row.Price), row.Licence, row.Load, withdrawn);

    private static decimal? Number(long? millionths) => (decimal?)millionths / FixedPoint.One;
}

/// <summary>Price points, the newest first.</summary>
/// <param name="Next">Send it as <c>before</c> for those before these, if there are any.</param>
public sealed record PricePointList(ImmutableArray<PricePointResponse> Items, long? Next);

/// <summary>What a research asked.</summary>
/// <param name="Basis">What it is made of.</param>
/// <param name="Direction">Which way the goods went.</param>
/// <param name="CommodityCode">A code, or what it begins with.</param>
/// <param name="OriginCountry">Left out for all.</param>
/// <param name="From">The first month.</param>
/// <param name="To">The last month.</param>
/// <param name="Source">Of price points; left out for all.</param>
public sealed record PriceQuestionResponse(PriceBasis Basis, PriceDirection Direction, string CommodityCode, string? OriginCountry, string From, string To, string? Source)
{
    /// <summary>The same in words.</summary>
    public Phrase BasisName => Basis.InWords();

    /// <summary>The same in words.</summary>
    public Phrase DirectionName => Direction.InWords();

    internal static PriceQuestionResponse Of(PriceQuestion question) => new(
        question.Basis, question.Direction, question.CommodityCode, question.OriginCountry, PriceText.Of(question.From), PriceText.Of(question.To), question.Source);
}

/// <summary>A research of prices.</summary>
/// <param name="Id">By which it is asked for, and its entry; left out of one that was only tried.</param>
/// <param name="Applied">Whether it was registered; false for a dry run.</param>
/// <param name="Number">In the order of all researches, without a gap.</param>
/// <param name="State">Of its entry, by its code.</param>
/// <param name="InForce">Whether it is approved and its last day has not passed.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Figures">What was found; left out where what is kept of it is not there.</param>
/// <param name="Indicators">Which goods are declared below the threshold: for a draft, or for a trial run as they are.</param>
/// <param name="Calculation">The same for the calculation of an explanatory note.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="ApprovedAt">When it was approved.</param>
/// <param name="ValidTo">The last day on which it holds.</param>
/// <param name="Steps">What the caller can do with its entry now.</param>
public sealed record PriceResearchResponse(
    Guid? Id, bool Applied, string? Number, AuthorityCode Authority, DateTimeOffset? RegisteredAt, string? State, Phrase? StateName, bool InForce, PriceQuestionResponse Question,
    PriceFigures? Figures, ImmutableArray<Indicator> Indicators, Phrase? Calculation, string? ApprovedBy, DateTimeOffset? ApprovedAt, DateOnly? ValidTo,
    ImmutableArray<EntryStepResponse>? Steps)
{
    /// <summary>Loads whose price points were counted and that were taken back since then; left out where there is none.</summary>
    public ImmutableArray<LoadWithdrawal>? WithdrawnLoads { get; init; }
}

/// <summary>A research in a list.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Threshold">US dollars for each net kilogram.</param>
/// <param name="Median">US dollars for each net kilogram.</param>
/// <param name="Prices">How many were seen.</param>
/// <param name="InForce">Whether it is approved and its last day has not passed.</param>
/// <param name="ValidTo">The last day on which it holds.</param>
/// <param name="Number">In the order of all researches, without a gap.</param>
/// <param name="State">Of its entry, by its code.</param>
public sealed record PriceResearchItem(
    Guid Id, string Number, AuthorityCode Authority, DateTimeOffset RegisteredAt, string State, Phrase StateName, bool InForce, PriceQuestionResponse Question, decimal Threshold, decimal Median,
    long Prices, DateOnly? ValidTo);

/// <summary>A page of researches; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record PriceResearchList(ImmutableArray<PriceResearchItem> Items, string? Next);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(PricePointList))]
[JsonSerializable(typeof(PriceResearchResponse))]
[JsonSerializable(typeof(PriceResearchList))]
internal sealed partial class PriceResponseJson : JsonSerializerContext;
