using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Prices;

namespace RmsOrleans.Api.Prices;

/// <summary>Makes of a request what is to be researched.</summary>
internal static class PriceQuestions
{
    /// <summary>From the first month to the last.</summary>
    public const int MostMonths = 60;

    private const int LongestSource = 20;

    public static readonly Phrase CodeExpected = new("two to ten digits of a commodity code", "от двух до десяти цифр кода товара");
    public static readonly Phrase CountryExpected = new("the two letters of a country", "двухбуквенный код страны");
    public static readonly Phrase MonthExpected = new("a month such as 2026-11", "месяц вида 2026-11");

    public static bool IsCode(string text) => text.Length is >= 2 and <= 10 && text.All(char.IsAsciiDigit);

    public static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Null where something is wrong, which <paramref name="errors"/> says at its place.</summary>
    public static PriceQuestion? Of(AskForPrices asked, out ImmutableArray<ValidationError> errors)
    {
        var found = ImmutableArray.CreateBuilder<ValidationError>();
        Fits("/commodityCode", IsCode(asked.CommodityCode), CodeExpected);
        Fits("/from", DayText.TryReadMonth(asked.From, out var from), MonthExpected);
        Fits("/to", DayText.TryReadMonth(asked.To, out var to), MonthExpected);
        if (asked.OriginCountry is { } origin)
            Fits("/originCountry", IsCountry(origin), CountryExpected);
        if (asked.Source is { } source)
            Fits("/source", source.Length is >= 1 and <= LongestSource && source.All(each => char.IsAsciiLetterOrDigit(each) || each is '.' or '-'), new("the name of a source", "имя источника"));
        if (asked.Source is not null && asked.Basis == PriceBasis.Declarations)
            found.Add(new("/source", "Declarations have no source to choose.", "Для деклараций источник не выбирается."));
        if (found.Count == 0 && to < from)
            found.Add(new("/to", "The last month lies before the first.", "Последний месяц раньше первого."));
        else if (found.Count == 0 && from.AddMonths(MostMonths) <= to)
            found.Add(new("/from", $"At most {MostMonths} months are researched.", $"Исследуется не более {MostMonths} месяцев."));
        errors = found.ToImmutable();
        return errors.IsEmpty
            ? new(asked.Basis ?? PriceBasis.PricePoints, asked.Direction ?? PriceDirection.Import, asked.CommodityCode, asked.OriginCountry?.ToUpperInvariant(), from, to, asked.Source) : null;

        void Fits(string place, bool fits, Phrase expected)
        {
            if (!fits)
                found.Add(new(place, $"Expected {expected.En}.", $"Ожидается {expected.Ru}."));
        }
    }
}
