using System.Text.Json.Nodes;
using RmsOrleans.Api.Prices;
using RmsOrleans.Desk.Door;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Desk.Drafts;

/// <summary>A draft that is made of a price research: its goods declared below the threshold, and what was found as the calculation of the note.</summary>
internal static class ResearchDrafts
{
    private const string Named = "research";

    /// <summary>Only the indicators, not the note.</summary>
    private const string Part = "part";

    /// <summary>The form of a draft that is made of this research.</summary>
    public static string From(Guid research, bool whole) => $"{Places.Prefix}/drafts/new?{Named}={research:D}{(whole ? "" : $"&{Part}=indicators")}";

    public static bool IsWhole(DeskRequest desk) => desk.Query(Part) is null;

    /// <summary>The research that the address names; null if it names none that whoever looks may read.</summary>
    public static async Task<PriceResearchResponse?> Of(DeskRequest desk) =>
        desk.Query(Named) is { } id && await desk.Ask(HttpMethods.Get, $"/price-researches/{Uri.EscapeDataString(id)}") is { IsGood: true } answer
            ? answer.Read(DeskJson.Default.PriceResearchResponse)
            : null;

    public static JsonObject Content(DeskRequest desk, PriceResearchResponse research) => new()
    {
        ["riskArea"] = new JsonObject
        {
            ["description"] = IsWhole(desk) && research.Calculation is { } said ? desk.In(said) : "",
            ["indicators"] = new JsonArray([.. research.Indicators.Select(Written)]),
        },
    };

    public static JsonObject Note(DeskRequest desk, PriceResearchResponse research) => new()
    {
        ["sources"] = new JsonArray($"{desk.In(new("Price research", "Ценовое исследование"))} {research.Number}, {DateOnly.FromDateTime(research.RegisteredAt!.Value.Date).Day()}"),
        ["calculation"] = research.Calculation is { } said ? desk.In(said) : "",
    };

    /// <summary>As the form of a draft has it.</summary>
    public static JsonObject Written(Indicator indicator) => new()
    {
        ["group"] = indicator.Group.ToString(),
        ["field"] = indicator.Field,
        ["operator"] = JsonNamingPolicy.CamelCase.ConvertName($"{indicator.Operator}"),
        ["values"] = new JsonArray([.. indicator.Values.Select(value => JsonValue.Create(value))]),
    };
}
