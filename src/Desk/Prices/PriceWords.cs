using System.Globalization;
using RmsOrleans.Api.Prices;

namespace RmsOrleans.Desk.Prices;

/// <summary>Words and numbers of prices, as people read them.</summary>
internal static class PriceWords
{
    public static readonly Phrase Title = new("Prices", "Цены");

    public static readonly Phrase PerKg = new("US dollars a kilogram", "долл. США за кг");

    private static readonly NumberFormatInfo russian = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0" };

    public static string Number(decimal number, Language language) => number.ToString("#,0.######", language == Language.Ru ? russian : NumberFormatInfo.InvariantInfo);

    public static string What(PriceQuestionResponse question, DeskRequest desk) =>
        $"{question.CommodityCode}{(question.OriginCountry is { } origin ? $", {origin}" : "")}, {desk.In(question.DirectionName)}, {Times.Month(question.From)} – {Times.Month(question.To)}";
}
