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
    Profile,
}

/// <summary>What a field is called, what helps to fill it in, and how it looks.</summary>
public sealed record FieldWord(Phrase Label, Look Look = Look.Line, Phrase? Hint = null)
{
    /// <summary>What it is chosen from: codes, or <c>true</c> and <c>false</c> where saying neither is no answer. Empty where it is typed.</summary>
    public ImmutableArray<(string Code, Phrase Name)> Codes { get; init; } = [];
}

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

    private static readonly Phrase note = new("Note", "Примечание");
    private static readonly Phrase hit = new("Hit", "Срабатывание");
    private static readonly Phrase item = new("Item", "Товар");
    private static readonly Phrase itemHint = new("Its number; 0 for the consignment as a whole.", "Номер товара; 0 – партия в целом.");
    private static readonly Phrase with04 = new("With the ground 04.", "Для основания 04.");
    private static readonly Phrase timeHint = new("For example 01.12.2026 10:15.", "Например, 01.12.2026 10:15.");

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
        ["decision/hit"] = new(hit, Look.Short),
        ["decision/riskFound"] = new(new("Is the risk there", "Риск")) { Codes = [("true", new("3 – risk found", "3 – риск выявлен")), ("false", new("4 – risk not found", "4 – риск не выявлен"))] },
        ["decision/verdicts"] = new(new("Verdicts on the indicators", "Оценка индикаторов")),
        ["decision/verdicts/indicator"] = new(new("Indicator", "Индикатор"), Look.Short),
        ["decision/verdicts/holds"] = new(new("Verdict", "Оценка")) { Codes = [("true", new("holds", "подтверждён")), ("false", new("does not hold", "не подтверждён"))] },
        ["decision/verdicts/note"] = new(note),
        ["decision/note"] = new(note, Look.Long),
        ["found-hits/profile"] = new(new("Number of the profile", "Номер профиля"), Look.Profile, new("One that only an official finds.", "Профиль, срабатывания которого выявляет должностное лицо.")),
        ["found-hits/item"] = new(item, Look.Short, itemHint),
        ["found-hits/note"] = new(new("What was found", "Что выявлено"), Look.Long),
        ["measures/ground"] = new(new("Ground", "Основание")),
        ["measures/item"] = new(item, Look.Short, itemHint),
        ["measures/measure"] = new(new("Code of the measure", "Код меры"), Look.Measure),
        ["measures/characteristics"] = new(ContentNames.Characteristics, Look.Long),
        ["measures/reason"] = new(reason, Look.Long),
        ["agreements/hit"] = new(hit, Look.Short),
        ["agreements/measure"] = new(ContentNames.Measure, Look.Short),
        ["entries/hit"] = new(hit, Look.Short),
        ["entries/measure"] = new(ContentNames.Measure, Look.Short),
        ["entries/entry"] = new(new("Entry", "Отметка")),
        ["entries/entry/kind"] = new(new("What was done", "Применение")) { Codes = Codes(["0", "1", "2"], RmsOrleans.Grains.Declarations.Codes.KindName) },
        ["entries/entry/foundation"] = new(new("On what ground", "Основание")) { Codes = Codes(["00", "02", "03", "04", "05"], RmsOrleans.Grains.Declarations.Codes.FoundationName) },
        ["entries/entry/reasonCode"] = new(new("Code of the reason", "Код причины"), Look.Short, with04),
        ["entries/entry/text"] = new(new("Reason in words", "Причина"), Look.Long, with04),
        ["entries/entry/presentOfficial"] = new(new("Official of the centre who was present", "Присутствовавшее должностное лицо центрального аппарата"), Look.Line, new("Name and initials.", "Фамилия, инициалы.")),
        ["entries/entry/inspection"] = new(new("Inspection", "Досмотр")),
        ["entries/entry/inspection/number"] = new(new("Number of instruction and act", "Номер поручения и акта"), Look.Short, new("Authority, day and six digits: 10216110/301126/000001.", "Код органа, дата и шесть цифр: 10216110/301126/000001.")),
        ["entries/entry/inspection/begin"] = new(new("Begin", "Начало"), Look.Short, timeHint),
        ["entries/entry/inspection/end"] = new(new("End", "Окончание"), Look.Short, timeHint),
        ["entries/entry/inspection/percent"] = new(new("Part of the goods, %", "Доля товаров, %"), Look.Short),
        ["entries/entry/inspection/weighed"] = new(new("weighed", "взвешивание")),
        ["entries/entry/inspection/opened"] = new(new("packages opened", "вскрытие грузовых мест")),
        ["entries/entry/inspection/recounted"] = new(new("recounted", "пересчёт")),
        ["entries/entry/inspection/goodsAgree"] = new(new("Goods", "Товары")) { Codes = [("true", new("as declared", "соответствуют заявленным")), ("false", new("differ", "не соответствуют"))] },
        ["entries/entry/inspection/facility"] = new(new("Equipment used", "Применённые технические средства")),
        ["results/hit"] = new(hit, Look.Short),
        ["results/measure"] = new(ContentNames.Measure, Look.Short),
        ["results/result"] = new(new("Result", "Результат")),
        ["results/result/code"] = new(new("Code of the result", "Код результата"), Look.Short),
        ["results/result/isFinding"] = new(new("What was found", "Нарушение")) { Codes = [("true", new("found", "выявлено")), ("false", new("nothing found", "не выявлено"))] },
        ["results/result/payments"] = new(new("Difference of payments, roubles", "Изменение платежей, руб."), Look.Short, new("Such as 120000.50; with a minus if they shrank.", "Например, 120000.50; при уменьшении – со знаком минус.")),
        ["results/result/article"] = new(new("Article", "Статья КоАП или УК"), Look.Short),
        ["results/result/part"] = new(new("Part of the article", "Часть статьи"), Look.Short),
        ["results/result/caseNumber"] = new(new("Number of the case", "Номер дела")),
        ["results/result/newDeclaration"] = new(new("Declaration that was lodged in its place", "Новая декларация, поданная взамен"), Look.Short, new("Such as 10216110/301126/0000001.", "Вида 10216110/301126/0000001.")),
        ["results/result/newItem"] = new(new("Its item", "Товар новой декларации"), Look.Short),
        ["closing/reason"] = new(new("What became of the declaration", "Что произошло с декларацией")),
        ["closing/note"] = new(note, Look.Long),
        ["update/content"] = new(new("Risk profile", "Профиль риска")),
        ["unit/unit"] = new(new("Unit that is not in the register", "Подразделение, которого нет в реестре")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static ImmutableArray<(string, Phrase)> Codes(ImmutableArray<string> codes, Func<string, Phrase> nameOf) =>
        [.. codes.Select(code => (code, new Phrase($"{code} – {nameOf(code).En}", $"{code} – {nameOf(code).Ru}")))];

    public static bool Has(string route, string path) => words.ContainsKey($"{route}{path}") || words.ContainsKey(path);

    public static FieldWord Of(string route, string path) =>
        words.GetValueOrDefault($"{route}{path}") ?? words.GetValueOrDefault(path) ?? throw new InvalidOperationException($"The field {path} of {route} has no name.");
}
