using System.Text.Json.Serialization;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Suggestions;
using FieldForm = RmsOrleans.Grains.Content.FieldForm;

namespace RmsOrleans.Api.Trials;

/// <summary>Fields that indicators are suggested of: their values can be told apart one by one.</summary>
public static class SuggestedFields
{
    public static bool Has(string name) => Fields.Find(name) is { IsNumber: false, Repeated: Repeated.None, IsAuthority: false };

    /// <summary>What a value is in a draft: of a commodity code, what it begins with.</summary>
    public static Indicator Indicator(string field, string value) => new(
        FieldForm.All.Single(form => form.Name == field).Group, field, field == "commodityCode" ? IndicatorOperator.StartsWith : IndicatorOperator.Equals, [value]);
}

/// <summary>Past rates by value, of which an author makes indicators.</summary>
/// <param name="Revision">Of the data that was counted.</param>
/// <param name="Fields">In the order of the values.</param>
/// <param name="From">The first day that was learnt from.</param>
/// <param name="HeldOutFrom">The first day that was not.</param>
/// <param name="To">The last day.</param>
/// <param name="Mean">The rate of all that was controlled in the time that was learnt from; left out where nothing was.</param>
/// <param name="Strength">So many cases at the mean are added to those of each value.</param>
/// <param name="Values">The highest rates first, drawn towards the mean.</param>
/// <param name="HeldOut">What choosing by this table finds in the time that it has not seen; left out where nothing was controlled then.</param>
public sealed record SuggestionResponse(
    long Revision, ImmutableArray<string> Fields, DateOnly From, DateOnly HeldOutFrom, DateOnly To, double? Mean, double? Strength, ImmutableArray<SuggestedResponse> Values,
    HeldOutResponse? HeldOut)
{
    private const double WholePercent = 100;

    internal static SuggestionResponse Of(long revision, SuggestionQuestion asked, DateOnly from, DateOnly to, SuggestedTable found) => new(
        revision, asked.Fields, from, asked.HeldOutFrom, to, found.Table is { } known ? Rounded(known.Mean) : null, found.Table is { } drawn ? Rounded(drawn.Strength) : null,
        [.. found.Table?.Values.Select(each => Answer(asked.Fields, each)) ?? []], found.HeldOut is { } later ? Answer(later) : null);

    private static SuggestedResponse Answer(ImmutableArray<string> fields, SuggestedValues of) => new(
        of.Past.Values, of.Past.Controlled, of.Past.WithFinding, RateResponse.Of(of.Rate), Rounded(of.Shrunk), of.Past.HeldOutControlled, of.Past.HeldOutWithFinding,
        [.. fields.Select((field, i) => SuggestedFields.Indicator(field, of.Past.Values[i]))]);

    private static HeldOutResponse Answer(HeldOut of) => new(
        Rounded(of.Share * WholePercent), of.Controlled, of.WithFinding, RateResponse.Of(of.Random!), of.Chosen, Math.Round(of.ChosenWithFinding, 1), RateResponse.Of(of.Precision!));

    internal static double Rounded(double number) => Math.Round(number, 6);
}

/// <summary>How past rates are counted.</summary>
/// <param name="Fields">By whose values.</param>
/// <param name="HeldOutFrom">The first day that is not learnt from.</param>
/// <param name="SharePercent">Of the items controlled from then on, so many are chosen.</param>
/// <param name="LeastCases">Values of fewer are not suggested.</param>
public sealed record SuggestsResponse(ImmutableArray<string> Fields, DateOnly HeldOutFrom, double SharePercent, int LeastCases)
{
    private const double WholePercent = 100;

    internal static SuggestsResponse Of(SuggestionQuestion asked) => new(asked.Fields, asked.HeldOutFrom, SuggestionResponse.Rounded(asked.Share * WholePercent), asked.LeastCases);
}

/// <summary>Items with the same values.</summary>
/// <param name="Values">As declarations have them, folded.</param>
/// <param name="Controlled">Items that were controlled.</param>
/// <param name="WithFinding">Of those: with something found.</param>
/// <param name="Rate">One of the other, and between what at 95 %.</param>
/// <param name="Shrunk">The same, drawn towards the mean.</param>
/// <param name="HeldOutControlled">Controlled in the time that was not learnt from.</param>
/// <param name="HeldOutWithFinding">Of those: with something found.</param>
/// <param name="Indicators">What it is in a draft.</param>
public sealed record SuggestedResponse(
    ImmutableArray<string> Values, long Controlled, long WithFinding, RateResponse Rate, double Shrunk, long HeldOutControlled, long HeldOutWithFinding, ImmutableArray<Indicator> Indicators);

/// <summary>A rate.</summary>
/// <param name="Value">As it was counted.</param>
/// <param name="Least">The lower end at 95 %.</param>
/// <param name="Most">The upper end.</param>
public sealed record RateResponse(double Value, double Least, double? Most)
{
    private const int Places = 6;

    internal static RateResponse Of(Rate rate) => new(Math.Round(rate.Value, Places), Math.Round(rate.Least, Places), rate.Most is { } most ? Math.Round(most, Places) : null);
}

/// <summary>How the table does on what it has not seen.</summary>
/// <param name="SharePercent">Of the items controlled then, so many are chosen.</param>
/// <param name="Controlled">All that were controlled then.</param>
/// <param name="WithFinding">Of those: with something found.</param>
/// <param name="Base">What choosing at random finds.</param>
/// <param name="Chosen">Those with the highest rates of the past.</param>
/// <param name="ChosenWithFinding">Of those: with something found; of equal rates a part counts as it falls on average.</param>
/// <param name="Precision">One of the other.</param>
public sealed record HeldOutResponse(double SharePercent, long Controlled, long WithFinding, RateResponse Base, long Chosen, double ChosenWithFinding, RateResponse Precision);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(SuggestionResponse))]
internal sealed partial class SuggestionJson : JsonSerializerContext;
