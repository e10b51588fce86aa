namespace RmsOrleans.Api.Print;

/// <summary>How printed pages name the fields of a declaration.</summary>
internal static class FieldWords
{
    private static readonly Dictionary<string, Word> words = new(StringComparer.Ordinal)
    {
        ["commodityCode"] = new("Commodity code", "Код товара по ТН ВЭД"),
        ["goodsDescription"] = new("Description of the goods", "Описание товара"),
        ["procedure"] = new("Customs procedure", "Таможенная процедура"),
        ["netWeightKg"] = new("Net weight, kg", "Вес нетто, кг"),
        ["grossWeightKg"] = new("Gross weight, kg", "Вес брутто, кг"),
        ["packages"] = new("Packages", "Количество мест"),
        ["originCountry"] = new("Country of origin", "Страна происхождения"),
        ["dispatchCountry"] = new("Country of dispatch", "Страна отправления"),
        ["tradingCountry"] = new("Trading country", "Торгующая страна"),
        ["customsValue"] = new("Customs value", "Таможенная стоимость"),
        ["invoiceValue"] = new("Invoice value", "Фактурная стоимость"),
        ["statisticalValueUsd"] = new("Statistical value, USD", "Статистическая стоимость, долл. США"),
        ["pricePerKg"] = new("US dollars per net kilogram", "Долларов США за кг нетто"),
        ["currency"] = new("Currency", "Валюта"),
        ["preference"] = new("Preference", "Преференция"),
        ["documentKind"] = new("Kind of document", "Вид документа"),
        ["documentNumber"] = new("Number of the document", "Номер документа"),
        ["consignorName"] = new("Consignor", "Отправитель"),
        ["containerised"] = new("In a container", "Контейнерная перевозка"),
        ["declarationDate"] = new("Date of the declaration", "Дата декларации"),
        ["vehicleKind"] = new("Kind of vehicle", "Вид транспорта"),
        ["vehicleNumber"] = new("Number of the vehicle", "Номер транспортного средства"),
        ["vehicleCountry"] = new("Country of the vehicle", "Страна регистрации транспортного средства"),
        ["traderTaxId"] = new("Tax id of the trader", "ИНН участника ВЭД"),
        ["declarantTaxId"] = new("Tax id of the declarant", "ИНН декларанта"),
        ["carrierTaxId"] = new("Tax id of the carrier", "ИНН перевозчика"),
        ["declarationAuthority"] = new("Authority of the declaration", "Таможенный орган декларирования"),
        ["borderAuthority"] = new("Authority at the border", "Таможенный орган на границе"),
    };

    public static IEnumerable<string> Known => words.Keys;

    /// <summary>A field that has no words here keeps its name.</summary>
    public static Word Of(string field) => words.GetValueOrDefault(field) ?? new Word(field, field);
}
