namespace RmsOrleans.Samples.Risks;

internal static class Classification
{
    public static Risk WrongCode(Dice dice, Goods goods, Office office)
    {
        var share = dice.Between(8, 34);
        return new Risk(
            $"{Capital(goods.Name)} declared as {goods.NeighbourName}",
            $"At {office.Name} {goods.Name} are declared under {goods.Neighbour} instead of {goods.Code}, where the duty is lower.",
            "Automated",
            ["40"],
            [
                Indicators.Commodity(goods.Neighbour),
                Indicators.Origin(goods.Origins),
                Indicators.Formal("Goods", "goodsDescription", "matches", $"(?i)\\b{goods.Name.Split(' ')[^1].TrimEnd('s')}"),
                Indicators.Read("Goods", "The description in the invoice says more about the composition than the declaration does"),
            ],
            [Measures.Inspection(dice, russian: false), Measures.Samples(russian: false)],
            $"{dice.Between(4, 19)} decisions on classification; Reports of the customs laboratory",
            "The laboratory found the other code in most samples; importers who were corrected once now clear through other offices.",
            $"{share} % of the declarations under {goods.Neighbour} with this description were corrected after an inspection.",
            "The likelihood is medium to high; it does not depend on the season.",
            $"The difference of duty is {dice.Between(3, 12)} percentage points.")
        {
            ExcludedProcedures = dice.OneIn(2) ? ["31"] : [],
        };
    }

    public static Risk ByMethodology(Dice dice, Goods goods, Office office) => new(
        $"Недостоверная классификация {goods.Genitive}",
        $"{office.RussianName}: товар субпозиции {goods.Code} заявляется в субпозиции {goods.Neighbour}.",
        "Automatic",
        ["40"],
        [
            Indicators.Formal("Goods", "commodityCode", "equals", goods.Neighbour + "0000"),
            Indicators.Formal("Goods", "netWeightKg", "greaterOrEqual", $"{dice.Between(5, 40) * 100}"),
            Indicators.Excluding("GoodsCountry", "originCountry", "equals", "BY"),
        ],
        [Measures.Documents(russian: true), Measures.Samples(russian: true), Measures.Inspection(dice, russian: true)],
        "Декларации на товары; Заключения экспертно-криминалистической службы",
        "",
        $"По целевой методике рассчитано отклонение {dice.Between(21, 64)} % при пороге 20 %.",
        "Вероятность средняя.",
        $"Занижение ставки пошлины; потери бюджета около {dice.Between(2, 25)} млн рублей.")
    {
        Methodology = "Целевая методика выявления рисков недостоверной классификации товаров",
    };

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
