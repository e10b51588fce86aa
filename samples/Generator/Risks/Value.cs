namespace RmsOrleans.Samples.Risks;

internal static class Value
{
    public static Risk Understated(Dice dice, Goods goods, Office office)
    {
        var percent = dice.Between(35, 70);
        var declarations = dice.Between(40, 380);
        var origin = dice.Pick(goods.Origins);
        return new Risk(
            $"Understated customs value of {goods.Name} from {origin}",
            $"Importers declare {goods.Name} ({goods.Code}) at {office.Name} at prices well below those of similar goods of the same origin.",
            "Automated",
            ["40"],
            [
                Indicators.Commodity(goods.Code),
                Indicators.Origin(origin),
                Indicators.Formal("GoodsPayments", "pricePerKg", "lessThan", goods.PriceBelow(percent)),
                Indicators.Read("GoodsDocuments", "The invoice names no terms of payment, or a discount without a reason"),
            ],
            [Measures.Value(russian: false), Measures.Documents(russian: false)],
            $"{declarations} declarations of the last nine months; Price lists of two makers; A letter of the trade association",
            $"The price of {percent} % of the usual one and below is declared by a small group of importers only, and never by the makers' own dealers.",
            $"Of {declarations} declarations {declarations * dice.Between(12, 30) / 100} are below {goods.PriceBelow(percent)} US dollars for a kilogram; the usual price is {goods.PriceBelow(100)}.",
            "The likelihood is high: the price has fallen three quarters in a row without a fall on the market.",
            $"Duties and VAT lost: about {dice.Between(3, 42)} million roubles a year at this office alone.")
        {
            ExcludedTraders = dice.OneIn(3) ? [TaxIds.One(dice)] : [],
        };
    }

    public static Risk UnderstatedByTraders(Dice dice, Goods goods, Office office)
    {
        var traders = TaxIds.Some(dice, dice.Between(2, 5));
        var percent = dice.Between(30, 55);
        return new Risk(
            $"Занижение таможенной стоимости {goods.Genitive} группой взаимосвязанных лиц",
            $"{office.RussianName}: товары кода {goods.Code} ввозятся несколькими импортёрами по одному контракту с меняющимися получателями.",
            "Automatic",
            ["40", "78"],
            [
                Indicators.Commodity(goods.Code),
                Indicators.Formal("Trader", "traderTaxId", "oneOf", traders),
                Indicators.Formal("GoodsPayments", "pricePerKg", "between", Goods.Decimal(1 + goods.Cents / 10), goods.PriceBelow(percent)),
            ],
            [Measures.Value(russian: true), Measures.Inspection(dice, russian: true)],
            "Декларации на товары за 2025 и 2026 годы; Сведения налогового органа; Ответы банков",
            "Получатели зарегистрированы по одному адресу и платят со счёта одного лица; смена получателя совпадает с проверкой предыдущего.",
            $"Выявлено деклараций: {dice.Between(18, 140)}, лиц: {traders.Length}; средний индекс таможенной стоимости составил {percent} % от среднего по стране.",
            "Вероятность наступления риска высокая, тенденция растущая.",
            $"Неуплата таможенных платежей на сумму около {dice.Between(5, 60)} млн рублей в год.")
        {
            Kind = dice.OneIn(2) ? "Urgent" : "Regular",
        };
    }
}
