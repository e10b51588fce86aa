using System.Collections.Frozen;

namespace RmsOrleans.Grains.Content;

/// <summary>What people call the parts of a draft's content and of its note: on printed sheets, and where differences are listed.</summary>
public static class ContentNames
{
    public static readonly Phrase Kind = new("Kind", "Вид");
    public static readonly Phrase OtherUnits = new("Other units concerned", "Другие заинтересованные подразделения");
    public static readonly Phrase Title = new("Title", "Наименование");
    public static readonly Phrase Territory = new("Territory", "Территория");
    public static readonly Phrase Mode = new("Mode of application", "Способ применения");

    public static readonly Phrase RiskArea = new("Risk area", "Область риска");
    public static readonly Phrase RegisteredArea = new("Code in the register of risk areas", "Код в перечне областей риска");
    public static readonly Phrase Procedures = new("Customs procedures", "Таможенные процедуры");
    public static readonly Phrase Authorities = new("Customs authorities", "Таможенные органы");
    public static readonly Phrase Traders = new("Traders (tax ids)", "Участники ВЭД (ИНН)");
    public static readonly Phrase Vehicles = new("Vehicles", "Транспортные средства");
    public static readonly Phrase ExcludedProcedures = new("Excluded procedures", "Исключённые процедуры");
    public static readonly Phrase ExcludedAuthorities = new("Excluded authorities", "Исключённые таможенные органы");
    public static readonly Phrase ExcludedTraders = new("Excluded traders", "Исключённые участники ВЭД");
    public static readonly Phrase ExcludedVehicles = new("Excluded vehicles", "Исключённые транспортные средства");

    public static readonly Phrase Indicators = new("Risk indicators", "Индикаторы риска");
    public static readonly Phrase Group = new("Group", "Группа");
    public static readonly Phrase Indicator = new("Indicator", "Индикатор");
    public static readonly Phrase Condition = new("Condition", "Условие");
    public static readonly Phrase Values = new("Values", "Значения");

    public static readonly Phrase Measures = new("Direct measures", "Прямые меры");
    public static readonly Phrase Code = new("Code", "Код");
    public static readonly Phrase Measure = new("Measure", "Мера");
    public static readonly Phrase Characteristics = new("Characteristics of the control", "Характеристики контроля");
    public static readonly Phrase Obligatory = new("Obligatory", "Обязательна");
    public static readonly Phrase Note = new("Note", "Примечание");
    public static readonly Phrase InspectionType = new("Type of inspection", "Вид досмотра");
    public static readonly Phrase Share = new("Share of hits, %", "Доля срабатываний, %");
    public static readonly Phrase DependsOn = new("Depends on", "Зависит от");

    public static readonly Phrase Contact = new("Contact", "Контактное лицо");
    public static readonly Phrase Unit = new("Unit", "Подразделение");
    public static readonly Phrase Person = new("Person", "Должностное лицо");
    public static readonly Phrase Phone = new("Telephone", "Телефон");
    public static readonly Phrase Email = new("E-mail", "Электронная почта");

    public static readonly Phrase Sources = new("Sources of information", "Источники информации");
    public static readonly Phrase Methodology = new("Target methodology", "Целевая методика");
    public static readonly Phrase Logic = new("Logic by which the risk was found", "Логика выявления риска");
    public static readonly Phrase Calculation = new("Calculation", "Расчёт");
    public static readonly Phrase Assessment = new("Assessment of the risk", "Оценка риска");
    public static readonly Phrase Consequences = new("Possible negative consequences", "Возможные негативные последствия");
    public static readonly Phrase Consignments = new("Estimated number of consignments", "Ожидаемое количество партий");

    private static readonly Phrase firstDay = new("First day of validity", "Первый день действия");
    private static readonly Phrase lastDay = new("Last day of validity", "Последний день действия");

    /// <summary>By the members that lead there, without the places in lists.</summary>
    private static readonly FrozenDictionary<string, Phrase> byPath = new Dictionary<string, Phrase>
    {
        ["/kind"] = Kind,
        ["/otherUnits"] = OtherUnits,
        ["/validFrom"] = firstDay,
        ["/validTo"] = lastDay,
        ["/content/title"] = Title,
        ["/content/territory"] = Territory,
        ["/content/mode"] = Mode,
        ["/content/riskArea/description"] = Of(RiskArea, new("Description", "Описание")),
        ["/content/riskArea/code"] = RegisteredArea,
        ["/content/riskArea/procedures"] = Procedures,
        ["/content/riskArea/authorities"] = Authorities,
        ["/content/riskArea/traders"] = Traders,
        ["/content/riskArea/vehicles"] = Vehicles,
        ["/content/riskArea/excluded/procedures"] = ExcludedProcedures,
        ["/content/riskArea/excluded/authorities"] = ExcludedAuthorities,
        ["/content/riskArea/excluded/traders"] = ExcludedTraders,
        ["/content/riskArea/excluded/vehicles"] = ExcludedVehicles,
        ["/content/riskArea/indicators"] = Indicators,
        ["/content/riskArea/indicators/group"] = Of(Indicators, Group),
        ["/content/riskArea/indicators/field"] = Of(Indicators, new("Field", "Поле")),
        ["/content/riskArea/indicators/operator"] = Of(Indicators, Condition),
        ["/content/riskArea/indicators/values"] = Of(Indicators, Values),
        ["/content/riskArea/indicators/exclusion"] = Of(Indicators, new("Exclusion", "Исключение")),
        ["/content/riskArea/indicators/text"] = Of(Indicators, new("Text", "Текст")),
        ["/content/measures"] = Measures,
        ["/content/measures/code"] = Of(Measures, Code),
        ["/content/measures/description"] = Of(Measures, Measure),
        ["/content/measures/characteristics"] = Of(Measures, Characteristics),
        ["/content/measures/obligatory"] = Of(Measures, Obligatory),
        ["/content/measures/dependsOn"] = Of(Measures, DependsOn),
        ["/content/measures/note"] = Of(Measures, Note),
        ["/content/measures/inspectionType"] = Of(Measures, InspectionType),
        ["/content/measures/share"] = Of(Measures, Share),
        ["/content/contact/unit"] = Of(Contact, Unit),
        ["/content/contact/person"] = Of(Contact, Person),
        ["/content/contact/phone"] = Of(Contact, Phone),
        ["/content/contact/email"] = Of(Contact, Email),
        ["/note/sources"] = Sources,
        ["/note/methodology"] = Methodology,
        ["/note/logic"] = Logic,
        ["/note/calculation"] = Calculation,
        ["/note/assessment"] = Assessment,
        ["/note/consequences"] = Consequences,
        ["/note/validFrom"] = firstDay,
        ["/note/validTo"] = lastDay,
        ["/note/expectedConsignments"] = Consignments,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Paths => byPath.Keys;

    /// <summary>The name of what stands at a JSON pointer into a version; null where nothing is known by this name.</summary>
    public static Phrase? At(string pointer) => byPath.GetValueOrDefault(PathOf(pointer));

    /// <summary>The members that lead there, without the places in lists.</summary>
    public static string PathOf(string pointer) =>
        string.Concat(pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(step => !char.IsAsciiDigit(step[0])).Select(step => $"/{step}"));

    private static Phrase Of(Phrase heading, Phrase part) => heading + Phrase.Same(": ") + part;
}
