using System.Collections.Frozen;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Desk.Forms;

/// <summary>How a field looks.</summary>
public enum Look
{
    Line,
    Short,
    Long,
    OwnUnit,
    FcsUnit,
    Authority,
    Measure,
    RiskArea,
    Field,
    ValuesOrField,
}

/// <summary>What a field is called, what helps to fill it in, and how it looks.</summary>
public sealed record FieldWord(Phrase Label, Look Look = Look.Line, Phrase? Hint = null);

/// <summary>The words of fields, by the members that lead to them; where commands differ, with their route before it.</summary>
public static class FieldWords
{
    private static readonly Phrase oneALine = new("One to a line.", "По одному в строке.");
    private static readonly Phrase dayHint = new("For example 01.12.2026.", "Например, 01.12.2026.");
    private static readonly Phrase reason = new("Reason", "Основание");
    private static readonly Phrase remarks = new("Remarks", "Замечания");
    private static readonly Phrase acting = new("As acting for the holder of the office", "В порядке исполнения обязанностей");
    private static readonly Phrase position = new("Position", "Должность");
    private static readonly Phrase name = new("Name and initials", "Фамилия, инициалы");

    private static readonly FrozenDictionary<string, FieldWord> words = new Dictionary<string, FieldWord>
    {
        ["/authority"] = new(new("Customs authority", "Таможенный орган"), Look.Authority),
        ["/unit"] = new(new("Structural unit", "Структурное подразделение"), Look.OwnUnit),
        ["/author"] = new(new("Author", "Разработчик")),
        ["/author/name"] = new(name),
        ["/author/position"] = new(position),
        ["/otherUnits"] = new(ContentNames.OtherUnits, Look.OwnUnit, oneALine),
        ["/kind"] = new(ContentNames.Kind),

        ["/content"] = new(new("Draft risk profile", "Проект профиля риска")),
        ["/content/title"] = new(ContentNames.Title),
        ["/content/territory"] = new(ContentNames.Territory),
        ["/content/mode"] = new(ContentNames.Mode),
        ["/content/riskArea"] = new(ContentNames.RiskArea),
        ["/content/riskArea/description"] = new(new("Description", "Описание"), Look.Long),
        ["/content/riskArea/code"] = new(ContentNames.RegisteredArea, Look.RiskArea),
        ["/content/riskArea/procedures"] = new(ContentNames.Procedures, Look.Short, oneALine),
        ["/content/riskArea/authorities"] = new(ContentNames.Authorities, Look.Short, new(
            "Codes, one to a line. Regional: one directorate; zonal: customs offices; all-Russian: none.",
            "Коды, по одному в строке. Региональный: одно РТУ; зональный: таможни; общероссийский: не указываются.")),
        ["/content/riskArea/traders"] = new(ContentNames.Traders, Look.Short, oneALine),
        ["/content/riskArea/vehicles"] = new(ContentNames.Vehicles, Look.Short, oneALine),
        ["/content/riskArea/excluded"] = new(new("Excluded", "Исключения")),
        ["/content/riskArea/excluded/procedures"] = new(ContentNames.ExcludedProcedures, Look.Short, oneALine),
        ["/content/riskArea/excluded/authorities"] = new(ContentNames.ExcludedAuthorities, Look.Short, oneALine),
        ["/content/riskArea/excluded/traders"] = new(ContentNames.ExcludedTraders, Look.Short, oneALine),
        ["/content/riskArea/excluded/vehicles"] = new(ContentNames.ExcludedVehicles, Look.Short, oneALine),
        ["/content/riskArea/indicators"] = new(ContentNames.Indicators),
        ["/content/riskArea/indicators/group"] = new(ContentNames.Group),
        ["/content/riskArea/indicators/field"] = new(new("Field of the declaration", "Поле декларации"), Look.Field, new(
            "Empty for an indicator that an official reads.", "Не заполняется для индикатора, который оценивает должностное лицо.")),
        ["/content/riskArea/indicators/operator"] = new(ContentNames.Condition),
        ["/content/riskArea/indicators/values"] = new(ContentNames.Values, Look.ValuesOrField, oneALine),
        ["/content/riskArea/indicators/exclusion"] = new(new("What matches is excluded", "Совпадение исключает из профиля")),
        ["/content/riskArea/indicators/text"] = new(new("Text that an official reads", "Текст для должностного лица"), Look.Line),
        ["/content/measures"] = new(ContentNames.Measures),
        ["/content/measures/code"] = new(ContentNames.Code, Look.Measure),
        ["/content/measures/description"] = new(ContentNames.Measure),
        ["/content/measures/characteristics"] = new(ContentNames.Characteristics),
        ["/content/measures/obligatory"] = new(ContentNames.Obligatory),
        ["/content/measures/dependsOn"] = new(ContentNames.DependsOn, Look.Short, new("The code of the main measure.", "Код основной меры.")),
        ["/content/measures/note"] = new(ContentNames.Note),
        ["/content/measures/inspectionType"] = new(ContentNames.InspectionType, Look.Short, new(
            "For inspections: seven groups of digits, 0 0 0 0 00 0 00.", "Для досмотра: семь групп цифр, 0 0 0 0 00 0 00.")),
        ["/content/measures/share"] = new(ContentNames.Share, Look.Short, new(
            "From 0 to 100, drawn at random. Empty: all hits.", "От 0 до 100, случайный отбор. Не заполнено – все срабатывания.")),
        ["/content/contact"] = new(ContentNames.Contact),
        ["/content/contact/unit"] = new(ContentNames.Unit, Look.OwnUnit),
        ["/content/contact/person"] = new(ContentNames.Person),
        ["/content/contact/phone"] = new(ContentNames.Phone, Look.Short),
        ["/content/contact/email"] = new(ContentNames.Email, Look.Short),

        ["/note"] = new(new("Explanatory note", "Пояснительная записка")),
        ["/note/sources"] = new(ContentNames.Sources, Look.Line, oneALine),
        ["/note/methodology"] = new(ContentNames.Methodology, Look.Line, new(
            "With an approved target methodology only the calculation is needed.", "При утверждённой целевой методике указывается только расчёт.")),
        ["/note/logic"] = new(ContentNames.Logic, Look.Long),
        ["/note/calculation"] = new(ContentNames.Calculation, Look.Long),
        ["/note/assessment"] = new(ContentNames.Assessment, Look.Long),
        ["/note/consequences"] = new(ContentNames.Consequences, Look.Long),
        ["/note/validFrom"] = new(new("First day of validity", "Первый день действия"), Look.Short, dayHint),
        ["/note/validTo"] = new(new("Last day of validity", "Последний день действия"), Look.Short, dayHint),
        ["/note/expectedConsignments"] = new(ContentNames.Consignments, Look.Short),

        ["/signature"] = new(new("Signature of the head of the unit", "Подпись начальника подразделения")),
        ["/signature/name"] = new(name),
        ["/signature/position"] = new(position),
        ["/signature/signedAt"] = new(new("Signed on", "Дата и время подписания"), Look.Short, new("For example 01.12.2026 10:15.", "Например, 01.12.2026 10:15.")),
        ["/signature/acting"] = new(acting),
        ["/visas"] = new(new("Visas", "Визы")),
        ["/visas/as"] = new(new("Office", "Должность")),
        ["/visas/unit"] = new(new("Unit, for the head of a named unit", "Подразделение – для начальника названного подразделения"), Look.OwnUnit),
        ["/visas/name"] = new(name),
        ["/visas/givenAt"] = new(new("Given on", "Дата и время визы"), Look.Short, new("For example 01.12.2026 10:15.", "Например, 01.12.2026 10:15.")),
        ["/visas/acting"] = new(acting),

        ["/acting"] = new(acting),
        ["/position"] = new(position),
        ["/as"] = new(new("Visa of", "Виза")),
        ["/remarks"] = new(remarks, Look.Long),
        ["/reason"] = new(reason, Look.Long),
        ["/subject"] = new(new("Account of the executor", "Учётная запись исполнителя"), Look.Short),
        ["/name"] = new(name),
        ["/text"] = new(new("Text", "Текст"), Look.Long),
        ["/date"] = new(new("Date", "Дата"), Look.Short, dayHint),
        ["/number"] = new(new("Number", "Номер"), Look.Short),
        ["/units"] = new(new("Units of the FCS", "Подразделения ФТС России"), Look.FcsUnit, oneALine),
        ["/by"] = new(new("Is to be replaced by", "Заменить на"), Look.OwnUnit),
        ["/developProfile"] = new(new("A profile is to be developed", "Профиль разрабатывать")),
        ["/responsibleUnit"] = new(new("Responsible unit", "Ответственное подразделение"), Look.FcsUnit),
        ["/resolution"] = new(new("Resolution", "Резолюция")),
        ["/agreedBy"] = new(new("Agreed by the immediate head", "Согласовано непосредственным начальником")),
        ["/reasons"] = new(new("Reasons", "Причины"), Look.Long),
        ["/needed"] = new(new("What is needed", "Какие сведения нужны"), Look.Long),
        ["/bodies"] = new(new("From which bodies", "От каких органов"), Look.Line, oneALine),
        ["/analysis"] = new(new("What needs analysis", "Что требует анализа"), Look.Long),
        ["/question"] = new(new("Question", "Вопрос"), Look.Long),
        ["/conclusion"] = new(new("Conclusion", "Вывод")),
        ["/official"] = new(new("Official", "Должностное лицо")),
        ["/answers"] = new(new("Answers to the remarks", "Ответы на замечания")),
        ["/answers/remark"] = new(new("Remark", "Замечание"), Look.Short),
        ["/answers/answer"] = new(new("Answer", "Ответ"), Look.Long),
        ["/registryNumber"] = new(new("Number in the registry", "Регистрационный номер"), Look.Short),
        ["/decision"] = new(new("Decision", "Решение")),
        ["/decision/number"] = new(new("Number", "Номер"), Look.Short),
        ["/decision/date"] = new(new("Date", "Дата"), Look.Short, dayHint),
        ["/decision/reason"] = new(reason, Look.Long),

        ["executor/unit"] = new(new("Responsible unit", "Ответственное подразделение"), Look.FcsUnit),
        ["resolution/remarks"] = new(remarks, Look.Long, new("One remark to a line; each is answered by its number.", "Одно замечание в строке; на каждое отвечают по номеру.")),
        ["resolution/unit"] = new(new("Unit of the directorate", "Подразделение РТУ")),
        ["addressee/unit"] = new(new("Unit of the directorate", "Подразделение РТУ")),
        ["update/content"] = new(new("Risk profile", "Профиль риска")),
        ["unit/unit"] = new(new("Unit that is not in the register", "Подразделение, которого нет в реестре")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Has(string route, string path) => words.ContainsKey($"{route}{path}") || words.ContainsKey(path);

    public static FieldWord Of(string route, string path) =>
        words.GetValueOrDefault($"{route}{path}") ?? words.GetValueOrDefault(path) ?? throw new InvalidOperationException($"The field {path} of {route} has no name.");
}
