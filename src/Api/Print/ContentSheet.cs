using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Print;

/// <summary>What a draft or a profile says, and why.</summary>
internal sealed class ContentSheet(Sheets sheets)
{
    public static readonly Word ProfileTitle = new("Risk profile", "Профиль риска");
    public static readonly Word NoteTitle = new("Explanatory note", "Пояснительная записка");

    public void WriteContent(ProfileKind kind, DraftContent content)
    {
        sheets.Facts(
            (new("Kind", "Вид"), sheets.In(Words.Of(kind))),
            (new("Territory", "Территория"), sheets.In(Words.Of(content.Territory))),
            (new("Mode of application", "Способ применения"), sheets.In(Words.Of(content.Mode))));

        var area = content.RiskArea;
        sheets.Heading(new("Risk area", "Область риска"));
        sheets.Text(area.Description);
        sheets.Facts(
            (new("Customs procedures", "Таможенные процедуры"), Joined(area.Procedures)),
            (new("Customs authorities", "Таможенные органы"), Authorities(area.Authorities)),
            (new("Traders (tax ids)", "Участники ВЭД (ИНН)"), Joined(area.Traders)),
            (new("Vehicles", "Транспортные средства"), Joined(area.Vehicles)),
            (new("Excluded procedures", "Исключённые процедуры"), Joined(area.Excluded.Procedures)),
            (new("Excluded authorities", "Исключённые таможенные органы"), Authorities(area.Excluded.Authorities)),
            (new("Excluded traders", "Исключённые участники ВЭД"), Joined(area.Excluded.Traders)),
            (new("Excluded vehicles", "Исключённые транспортные средства"), Joined(area.Excluded.Vehicles)));

        if (!area.Indicators.IsEmpty)
        {
            sheets.Heading(new("Risk indicators", "Индикаторы риска"));
            sheets.Table(
                [
                    new("Group", "Группа", Breaks.BetweenWords), new("Indicator", "Индикатор"), new("Condition", "Условие", Breaks.BetweenWords),
                    new("Values", "Значения"),
                ],
                area.Indicators.Select(Row));
        }

        sheets.Heading(new("Direct measures", "Прямые меры"));
        sheets.Table(
            [
                new("Code", "Код", Breaks.BetweenWords), new("Measure", "Мера"), new("Characteristics of the control", "Характеристики контроля"),
                new("Obligatory", "Обязательна", Breaks.BetweenWords), new("Note", "Примечание"),
            ],
            content.Measures.Select(Row));

        sheets.Heading(new("Contact", "Контактное лицо"));
        sheets.Facts(
            (new("Unit", "Подразделение"), content.Contact.Unit),
            (new("Person", "Должностное лицо"), content.Contact.Person),
            (new("Telephone", "Телефон"), content.Contact.Phone),
            (new("E-mail", "Электронная почта"), content.Contact.Email));
    }

    public void WriteNote(ExplanatoryNote note)
    {
        sheets.Heading(new("Sources of information", "Источники информации"));
        sheets.List(note.Sources);
        Part(new("Target methodology", "Целевая методика"), note.Methodology);
        Part(new("Logic by which the risk was found", "Логика выявления риска"), note.Logic);
        Part(new("Calculation", "Расчёт"), note.Calculation);
        Part(new("Assessment of the risk", "Оценка риска"), note.Assessment);
        Part(new("Possible negative consequences", "Возможные негативные последствия"), note.Consequences);
        sheets.Heading(new("Period and effect", "Срок действия и ожидаемый результат"));
        sheets.Facts(
            (new("Proposed period of validity", "Предлагаемый срок действия"), Sheets.Period(note.ValidFrom, note.ValidTo)),
            (new("Estimated number of consignments", "Ожидаемое количество партий"), $"{note.ExpectedConsignments}"));
    }

    private void Part(Word title, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        sheets.Heading(title);
        sheets.Text(text);
    }

    private string?[] Row(Indicator indicator)
    {
        var group = sheets.In(Words.Of(indicator.Group));
        if (indicator.Text is { } text)
            return [group, text, sheets.In(new("read by an official", "оценивает должностное лицо")), null];

        var compares = indicator.Operator is { } known ? sheets.In(Words.Of(known)) : "";
        var condition = indicator.Exclusion ? $"{sheets.In(new("excluded:", "исключение:"))} {compares}" : compares;
        return [group, sheets.In(FieldWords.Of(indicator.Field!)), condition, Joined(indicator.Values)];
    }

    private string?[] Row(Measure measure)
    {
        string?[] notes =
        [
            measure.InspectionType is { } type ? $"{sheets.In(new("Type of inspection:", "Вид досмотра:"))} {type}" : null,
            measure.DependsOn is { } other ? $"{sheets.In(new("Depends on", "Зависит от"))} {other}" : null,
            measure.Note,
        ];
        return
        [
            measure.Code, measure.Description, measure.Characteristics, sheets.In(measure.Obligatory ? new("yes", "да") : new("no", "нет")),
            string.Join(". ", notes.Where(note => !string.IsNullOrEmpty(note))),
        ];
    }

    private string Authorities(IEnumerable<string> codes) => Joined(codes.Select(code => sheets.Authority(new AuthorityCode(code))));

    private static string Joined(IEnumerable<string> values) => string.Join(", ", values);
}
