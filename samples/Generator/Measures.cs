namespace RmsOrleans.Samples;

/// <summary>Direct measures, by the codes of the sample classifier that the program ships.</summary>
internal static class Measures
{
    private static readonly string[] inspectionTypes = ["1 2 0 1 03 2 11", "2 1 0 1 05 1 10", "1 1 1 2 10 2 21", "2 2 0 1 03 1 12"];

    public static object Inspection(Dice dice, bool russian) => new
    {
        code = "106",
        description = russian ? "Таможенный досмотр" : "Customs inspection",
        characteristics = russian
            ? "Вскрытие не менее 10 % грузовых мест, взвешивание, фотографирование маркировки"
            : "Open at least 10 % of the packages, weigh them, photograph the marking",
        obligatory = true,
        note = russian ? "При расхождениях – досмотр всей партии" : "If anything differs, inspect the whole consignment",
        inspectionType = dice.Pick(inspectionTypes),
    };

    public static object Documents(bool russian) => new
    {
        code = "102",
        description = russian ? "Запрос дополнительных документов и сведений" : "Request of further documents",
        characteristics = russian
            ? "Контракт, прайс-лист изготовителя, экспортная декларация, документы об оплате"
            : "Contract, the maker's price list, export declaration, proof of payment",
        obligatory = true,
        dependsOn = (string?)null,
    };

    public static object Value(bool russian) => new
    {
        code = "103",
        description = russian ? "Контроль таможенной стоимости" : "Check of the customs value",
        characteristics = russian
            ? "Сравнение с ценами сделок с однородными товарами за 90 дней"
            : "Compare with transactions in similar goods of the last 90 days",
        obligatory = true,
    };

    public static object Examination(bool russian, string? dependsOn = null) => new
    {
        code = "105",
        description = russian ? "Таможенный осмотр с применением инспекционно-досмотрового комплекса" : "Examination by X-ray",
        characteristics = russian ? "Снимок всего транспортного средства, сравнение с товарной накладной" : "One image of the whole vehicle, compared with the consignment note",
        obligatory = dependsOn is null,
        dependsOn,
    };

    public static object Samples(bool russian) => new
    {
        code = "107",
        description = russian ? "Отбор проб и образцов, назначение экспертизы" : "Samples for the laboratory",
        characteristics = russian ? "Две пробы от каждой партии, вопрос о составе и классификационном коде" : "Two samples of each lot; composition and commodity code",
        obligatory = false,
        dependsOn = "106",
        note = russian ? "По решению должностного лица" : "If the official sees a reason",
    };
}
