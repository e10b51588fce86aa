namespace RmsOrleans.Samples.Risks;

internal static class Origin
{
    public static Risk FalsePreference(Dice dice, Goods goods, Office office) => new(
        $"Неправомерное применение тарифных преференций при ввозе {goods.Genitive}",
        $"{office.RussianName}: сертификаты происхождения на товары кода {goods.Code} выданы странами, где такое производство неизвестно.",
        "Automated",
        ["40"],
        [
            Indicators.Commodity(goods.Code),
            Indicators.Origin([.. dice.Pick(goods.Origins, 2)]),
            Indicators.Formal("GoodsCountry", "dispatchCountry", "equals", dice.Pick<string>(["LT", "PL", "AE", "HK"])),
            Indicators.Formal("GoodsPreferences", "preference", "exists"),
            Indicators.Formal("GoodsDocuments", "documentKind", "oneOf", "06011", "06013"),
            Indicators.Read("GoodsDocuments", "Оттиск печати или подпись в сертификате отличаются от образцов"),
        ],
        [Measures.Documents(russian: true), Measures.Inspection(dice, russian: true)],
        "Ответы уполномоченных органов стран вывоза; Базы деклараций 2025 и 2026 годов",
        "Страна отправления не граничит со страной происхождения, прямая поставка не подтверждается перевозочными документами.",
        $"Проверено сертификатов: {dice.Between(30, 90)}; не подтверждено: {dice.Between(6, 28)}.",
        "Вероятность высокая по отдельным отправителям, средняя по группе товаров.",
        $"Не уплачено пошлин на {dice.Between(4, 38)} млн рублей.")
    {
        ExcludedTraders = dice.OneIn(4) ? TaxIds.Some(dice, 2) : [],
    };

    public static Risk Concealed(Dice dice, Goods goods, Office office) => new(
        $"Origin of {goods.Name} concealed by trading countries",
        $"{office.Name}: {goods.Name} under a trade remedy arrive through countries that are not subject to it.",
        "Automatic",
        ["40", "51"],
        [
            Indicators.Commodity(goods.Code),
            Indicators.Formal("GoodsCountry", "tradingCountry", "oneOf", "AE", "HK", "SG"),
            Indicators.Excluding("GoodsCountry", "originCountry", "oneOf", goods.Origins[0]),
            Indicators.Formal("Consignment", "declarationDate", "greaterOrEqual", "2026-04-01"),
        ],
        [Measures.Documents(russian: false), Measures.Inspection(dice, russian: false)],
        "Statistics of both trading partners; Export declarations received on request",
        "Imports from the country under the measure fell to almost nothing in the month after it began, while those through three others doubled.",
        $"{dice.Between(15, 75)} consignments of {dice.Between(300, 2400)} tonnes in all since April 2026.",
        "The likelihood is high as long as the measure lasts.",
        "The measure has no effect, and makers at home lose their market.")
    {
        Kind = dice.OneIn(3) ? "Urgent" : "Regular",
    };
}
