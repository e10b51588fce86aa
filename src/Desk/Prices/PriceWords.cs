using RmsOrleans.Api.Prices;
using RmsOrleans.Grains.Prices;

namespace RmsOrleans.Desk.Prices;

/// <summary>Words and numbers of prices, as people read them.</summary>
internal static class PriceWords
{
    public static readonly Phrase Title = new("Prices", "Цены");

    public static readonly Phrase PerKg = new("US dollars a kilogram", "долл. США за кг");

    public static string Number(decimal number, Language language) => NumberText.InWords(number).In(language);

    public static string What(PriceQuestionResponse question, DeskRequest desk) =>
        $"{question.CommodityCode}{(question.OriginCountry is { } origin ? $", {origin}" : "")}, {desk.In(question.DirectionName)}, {Times.Month(question.From)} – {Times.Month(question.To)}";
}
