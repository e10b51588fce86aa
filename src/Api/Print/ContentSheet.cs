using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Print;

/// <summary>What a draft or a profile says, and why.</summary>
internal sealed class ContentSheet(Sheets sheets)
{
    public static readonly Phrase ProfileTitle = new("Risk profile", "Профиль риска");
    public static readonly Phrase NoteTitle = new("Explanatory note", "Пояснительная записка");

    public void WriteContent(ProfileKind kind, DraftContent content)
    {
        sheets.Facts(
            (ContentNames.Kind, sheets.In(kind.InWords())),
            (ContentNames.Territory, sheets.In(content.Territory.InWords())),
            (ContentNames.Mode, sheets.In(content.Mode.InWords())));

        var area = content.RiskArea;
        sheets.Heading(ContentNames.RiskArea);
        sheets.Text(area.Description);
        sheets.Facts(
            (ContentNames.RegisteredArea, area.Code),
            (ContentNames.Procedures, Joined(area.Procedures)),
            (ContentNames.Authorities, Authorities(area.Authorities)),
            (ContentNames.Traders, Joined(area.Traders)),
            (ContentNames.Vehicles, Joined(area.Vehicles)),
            (ContentNames.ExcludedProcedures, Joined(area.Excluded.Procedures)),
            (ContentNames.ExcludedAuthorities, Authorities(area.Excluded.Authorities)),
            (ContentNames.ExcludedTraders, Joined(area.Excluded.Traders)),
            (ContentNames.ExcludedVehicles, Joined(area.Excluded.Vehicles)));

        if (!area.Indicators.IsEmpty)
        {
            sheets.Heading(ContentNames.Indicators);
            sheets.Table(
                [
                    new(ContentNames.Group, Breaks.BetweenWords), new(ContentNames.Indicator), new(ContentNames.Condition, Breaks.BetweenWords),
                    new(ContentNames.Values),
                ],
                area.Indicators.Select(Row));
        }

        sheets.Heading(ContentNames.Measures);
        sheets.Table(
            [
                new(ContentNames.Code, Breaks.BetweenWords), new(ContentNames.Measure), new(ContentNames.Characteristics),
                new(ContentNames.Obligatory, Breaks.BetweenWords), new(ContentNames.Note),
            ],
            content.Measures.Select(Row));

        sheets.Heading(ContentNames.Contact);
        sheets.Facts(
            (ContentNames.Unit, content.Contact.Unit),
            (ContentNames.Person, content.Contact.Person),
            (ContentNames.Phone, content.Contact.Phone),
            (ContentNames.Email, content.Contact.Email));
    }

    /// <param name="run">The trial run that goes with it.</param>
    /// <param name="content">What the note is about.</param>
    public void WriteNote(ExplanatoryNote note, AttachedRun? run = null, DraftContent? content = null)
    {
        sheets.Heading(ContentNames.Sources);
        sheets.List(note.Sources);
        Part(ContentNames.Methodology, note.Methodology);
        Part(ContentNames.Logic, note.Logic);
        Part(ContentNames.Calculation, note.Calculation);
        Part(ContentNames.Assessment, note.Assessment);
        Part(ContentNames.Consequences, note.Consequences);
        sheets.Heading(new("Period and effect", "Срок действия и ожидаемый результат"));
        sheets.Facts(
            (new("Proposed period of validity", "Предлагаемый срок действия"), Sheets.Period(note.ValidFrom, note.ValidTo)),
            (ContentNames.Consignments, run is not null && run.IsSourceOf(content!, note) ? $"{note.ExpectedConsignments} ({sheets.In(new("of the trial run", "по пробному прогону"))})" : $"{note.ExpectedConsignments}"));
        if (run is not null)
            WriteRun(run, run.IsStale(content!, note));
    }

    private void WriteRun(AttachedRun run, bool isStale)
    {
        sheets.Heading(new("Trial run", "Пробный прогон"));
        sheets.Facts(
            (new("Declarations of", "Декларации за период"), Sheets.Period(run.From, run.To)),
            (ContentNames.Authorities, string.Join(", ", run.Authorities.Select(sheets.Authority))),
            (new("Would have been hit", "Попало бы под профиль"), sheets.In(new($"{run.Hit} of {run.Examined} declarations", $"{run.Hit} из {run.Examined} деклараций"))),
            (new("Of those controlled", "Из проконтролированных"), run.Controlled == 0 ? null : sheets.In(new($"{run.WithFinding} of {run.Controlled} with a finding", $"{run.WithFinding} из {run.Controlled} с выявлением"))),
            (new("Expected consignments", "Ожидаемое количество партий"), run.Estimate is not { } estimate ? null : sheets.In(new(
                $"{estimate.Rounded}, from {estimate.Least:0} to {estimate.Most:0} (95 %)", $"{estimate.Rounded}, от {estimate.Least:0} до {estimate.Most:0} (95 %)"))),
            (new("Inspections a working day", "Досмотров в рабочий день"), run.Inspections is not { } loads ? null : sheets.In(new(
                $"{Point(loads.Added)} more than {Point(loads.InForce)} by the profiles in force; customs authorities: {loads.Authorities}",
                $"на {Comma(loads.Added)} больше, чем {Comma(loads.InForce)} по действующим профилям; таможенных органов: {loads.Authorities}"))),
            (new("Capacity", "Пропускная способность"), run.Inspections is not { } bounded ? null : sheets.In(bounded.WithCapacity == 0
                ? new("not given", "не задана")
                : new(
                    $"exceeded by it at {bounded.Above} of {bounded.WithCapacity} authorities, already now at {bounded.AboveBefore}",
                    $"будет превышена в {bounded.Above} из {bounded.WithCapacity} таможенных органов, уже превышена в {bounded.AboveBefore}"))),
            (new("Of the territory", "Охват территории"), run.IsOfOwnFlowOnly ? sheets.In(new("own flow only", "только собственный поток")) : sheets.In(new("the whole", "вся территория"))),
            (new("Since then", "После прогона"), isStale ? sheets.In(new("content or validity has been changed", "содержание или срок действия изменены")) : null));
    }

    private static string Point(double number) => number.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private static string Comma(double number) => Point(number).Replace('.', ',');

    private void Part(Phrase title, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        sheets.Heading(title);
        sheets.Text(text);
    }

    private string?[] Row(Indicator indicator)
    {
        var group = sheets.In(indicator.Group.InWords());
        if (indicator.Text is { } text)
            return [group, text, sheets.In(new("read by an official", "оценивает должностное лицо")), null];

        var compares = indicator.Operator is { } known ? sheets.In(known.InWords()) : "";
        var condition = indicator.Exclusion ? $"{sheets.In(new("excluded:", "исключение:"))} {compares}" : compares;
        return [group, sheets.In(FieldNames.Of(indicator.Field!)), condition, Joined(indicator.Operator.ComparesFields() ? indicator.Values.Select(field => sheets.In(FieldNames.Of(field))) : indicator.Values)];
    }

    private string?[] Row(Measure measure)
    {
        string?[] notes =
        [
            measure.InspectionType is { } type ? $"{sheets.In(ContentNames.InspectionType)}: {type}" : null,
            measure.DependsOn is { } other ? $"{sheets.In(ContentNames.DependsOn)} {other}" : null,
            measure.Share is { } share ? $"{sheets.In(ContentNames.Share)}: {share}" : null,
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
