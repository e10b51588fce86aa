namespace RmsOrleans.Samples.Risks;

internal static class Bans
{
    public static Risk NoPermit(Dice dice, Goods goods, Office office) => new(
        $"Ввоз {goods.Genitive} без документов о соответствии",
        $"{office.RussianName}: на товары кода {goods.Code} представляются декларации о соответствии, прекращённые органом по сертификации.",
        "Automatic",
        ["40"],
        [
            Indicators.Commodity(goods.Code),
            Indicators.Formal("GoodsDocuments", "documentKind", "oneOf", "01191", "01402"),
            Indicators.Formal("GoodsDocuments", "documentNumber", "startsWith", "ЕАЭС N RU Д-"),
            Indicators.NotOfTraders(TaxIds.Some(dice, 2)),
        ],
        [Measures.Documents(russian: true), Measures.Inspection(dice, russian: true)],
        "Реестр деклараций о соответствии; Акты таможенного досмотра",
        "Номер документа относится к другой партии либо действие документа прекращено до подачи декларации на товары.",
        $"Проверено документов: {dice.Between(120, 640)}; недействительны: {dice.Between(11, 90)}.",
        "Вероятность средняя, растёт перед сезоном.",
        "В обращение поступает продукция, безопасность которой не подтверждена.");

    public static Risk Concealment(Dice dice, Goods goods, Office office) => new(
        $"Orientation: {goods.Name} hidden in groupage cargo",
        $"Word from two posts below {office.Name}: {goods.Name} are packed behind low-value goods of several consignees.",
        "Informal",
        [],
        [
            Indicators.Read("Consignment", "Groupage cargo of six or more consignees with one notify party"),
            Indicators.Read("GoodsDocuments", $"Packing list without weights for single packages; goods near {goods.Code} by value"),
        ],
        [Measures.Examination(russian: false), Measures.Inspection(dice, russian: false)],
        "Reports of posts; X-ray images of the last quarter",
        $"Images show a second density behind the first two rows of packages in {dice.Between(3, 11)} vehicles of the same forwarder.",
        $"{dice.Between(3, 11)} cases in the last quarter, {dice.Between(0, 2)} in the same quarter a year ago.",
        "The likelihood is medium; one forwarder stands behind most cases.",
        "Goods subject to control reach the market unseen.")
    {
        Kind = "Orientation",
    };

    public static Risk Counterfeit(Dice dice, Goods goods, Office office) => new(
        $"Signs of counterfeit {goods.Name}",
        $"{office.Name}: {goods.Name} with protected marks come from consignors who are no licensees.",
        "Automated",
        ["40"],
        [
            Indicators.Commodity(goods.Code),
            Indicators.Formal("Consignment", "consignorName", "startsWith", dice.Pick<string>(["GUANGZHOU", "YIWU", "ISTANBUL", "DUBAI"])),
            Indicators.Formal("GoodsPayments", "statisticalValueUsd", "lessOrEqual", $"{dice.Between(4, 30) * 500}"),
            Indicators.Read("Goods", "Marking, packing or labels differ from the samples in the register of intellectual property"),
        ],
        [Measures.Inspection(dice, russian: false), Measures.Samples(russian: false)],
        "Customs register of intellectual property; Applications of right holders",
        "Right holders confirm that none of the consignors has a licence; the marks are not named in the declarations.",
        $"{dice.Between(5, 33)} suspensions of release in 2026, of which {dice.Between(2, 5)} were appealed without success.",
        "The likelihood is high before holidays.",
        "Harm to right holders and to buyers.")
    {
        ExcludedTraders = TaxIds.Some(dice, dice.Between(1, 3)),
    };
}
