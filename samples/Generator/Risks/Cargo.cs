namespace RmsOrleans.Samples.Risks;

internal static class Cargo
{
    public static Risk WrongWeight(Dice dice, Goods goods, Office office)
    {
        var least = dice.Between(8, 16) * 1000;
        return new Risk(
            $"Weight of {goods.Name} declared too low",
            $"Containers with {goods.Name} arrive at {office.Name} heavier than declared; the surplus is other goods.",
            "Automatic",
            ["40", "80"],
            [
                Indicators.Commodity(goods.Code),
                Indicators.Formal("Consignment", "containerised", "equals", "yes"),
                Indicators.Formal("Goods", "grossWeightKg", "between", $"{least}", $"{least + 6500}"),
                Indicators.Formal("Goods", "packages", "greaterThan", $"{dice.Between(3, 15) * 100}"),
            ],
            [Measures.Examination(russian: false), Measures.Inspection(dice, russian: false)],
            "Weighing records of the terminal; Shipping lines' verified gross mass",
            "The verified mass of the shipping line differs from the declared one in a steady proportion, which weighing errors do not explain.",
            $"{dice.Between(9, 47)} of {dice.Between(60, 210)} containers were heavier by {dice.Between(6, 22)} % on average.",
            "The likelihood is medium; the same consignors repeat it.",
            "Undeclared goods enter the market without duty and without any check of safety.");
    }

    public static Risk TransitNotDelivered(Dice dice, Goods goods, Office office) => new(
        $"Недоставка {goods.Genitive} по процедуре таможенного транзита",
        $"{office.RussianName}: автомобильные перевозки товаров кода {goods.Code} с частой сменой тягача и перевозчика.",
        "Informal",
        ["80"],
        [
            Indicators.Commodity(goods.Code),
            Indicators.Formal("Vehicle", "vehicleCountry", "oneOf", "LT", "LV", "PL"),
            Indicators.Formal("Vehicle", "vehicleKind", "oneOf", "30", "31"),
            Indicators.Read("Vehicle", "Номера тягача и прицепа в книжке МДП исправлены или дописаны"),
            Indicators.Read("Consignment", "Маршрут следования длиннее обычного более чем на 300 км без объяснения"),
        ],
        [Measures.Examination(russian: true), Measures.Inspection(dice, russian: true)],
        "Сведения о недоставках; Информация пограничной службы; Обращения экспедиторов",
        "Недоставки совершаются после смены тягача на второй день пути; водители работают у перевозчика менее месяца.",
        $"Случаев недоставки за полугодие: {dice.Between(3, 14)}; ущерб по каждому около {dice.Between(2, 9)} млн рублей.",
        "Вероятность средняя, последствия тяжёлые.",
        "Товары поступают в оборот без уплаты платежей.")
    {
        Kind = dice.OneIn(3) ? "Urgent" : "Orientation",
        Vehicles = dice.OneIn(2) ? [$"А{dice.Between(100, 999)}ВС178", $"Е{dice.Between(100, 999)}КН198"] : [],
    };
}
