namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>What must be right about fields that the program fills in, and about registers with one entry at a time.</summary>
internal static class GivenFieldRules
{
    /// <summary>The register that the program writes itself.</summary>
    private const string Summaries = "duty-summary";

    public static void Check(ValidationErrors errors, RegisterKind kind)
    {
        foreach (var (i, field) in kind.Fields.Index())
            Field(errors, kind, field, $"/fields/{i}");
        foreach (var (i, transition) in kind.Transitions.Index())
            Transition(errors, kind, transition, $"/transitions/{i}");
        if (kind.Single && (kind.Numbering.Scope != NumberScope.Authority || kind.Numbering.Run != NumberRun.RunningOn))
        {
            errors.Add(
                "/single", "Only where each authority has one sequence that runs on: that is what two registrations at once meet at.",
                "Только если у каждого таможенного органа своя сквозная нумерация: по ней различаются одновременные регистрации.");
        }
    }

    private static void Field(ValidationErrors errors, RegisterKind kind, KindField field, string place)
    {
        if (field.IsTable && field.Given is null)
            errors.Add($"{place}/given", "Nobody types lists and figures: it must be said what the program fills them in with.", "Перечни и показатели не вводятся: необходимо указать, чем их заполняет программа.");
        if (!field.IsTable && field.Given is not (null or FieldSource.Research))
            errors.Add($"{place}/given", "Only lists, figures and what a research found are filled in by the program.", "Программа заполняет только перечни, показатели и результаты исследования.");
        if (field.Given is not (null or FieldSource.Research) && (field.Required || field.RequiredWhen is not null))
            errors.Add($"{place}/required", "What the program fills in is asked of nobody.", "То, что заполняет программа, не требуется от сотрудника.");
        if (field.Given is not null && (field.Secret || field.Personal || kind.IsClosed))
            errors.Add($"{place}/given", "It stands in the open, so that it stays when texts are removed.", "Такое поле хранится открыто, чтобы сохраниться после удаления текстов.");
        if (field.Type == FieldType.Figures && field.Given is not (null or FieldSource.Summary))
            errors.Add($"{place}/given", "Figures come with a summary alone.", "Показатели заполняются только в сводке.");
        if (field.Given == FieldSource.Summary && kind.Code != Summaries)
            errors.Add($"{place}/given", $"Summaries are written in the register {Summaries} alone.", $"Сводки формируются только в реестре «{Summaries}».");
        if (field.Given == FieldSource.Research && kind.Code != ShippedKinds.PriceResearch)
            errors.Add($"{place}/given", $"Researches are registered in the register {ShippedKinds.PriceResearch} alone.", $"Исследования регистрируются только в реестре «{ShippedKinds.PriceResearch}».");
        if (field.Given is not (FieldSource.Open or FieldSource.Unread) && !field.Registers.IsEmpty)
            errors.Add($"{place}/registers", "Only a list of open or unread entries names registers.", "Реестры указываются только для перечней незавершённых и непрочитанных записей.");
        foreach (var (i, code) in field.Registers.Index())
            KindRules.Code(errors, $"{place}/registers/{i}", code);
        if (field.Given is FieldSource.Open or FieldSource.Unread && kind.Transitions.All(transition => !transition.Gives.Contains(field.Name)))
            errors.Add($"{place}/given", "No step fills it in: one with \"gives\" is needed.", "Ни один шаг не заполняет это поле: необходим шаг с «gives».");
    }

    private static void Transition(ValidationErrors errors, RegisterKind kind, KindTransition transition, string place)
    {
        KindRules.Known(errors, $"{place}/gives", transition.Gives, name => kind.Field(name) is { Given: FieldSource.Open or FieldSource.Unread });
        foreach (var (list, names) in ((string, ImmutableArray<string>)[])[("asks", transition.Asks), ("takes", transition.Takes)])
        {
            for (var i = 0; i < names.Length; i++)
            {
                if (kind.Field(names[i]) is { Given: not null })
                    errors.Add($"{place}/{list}/{i}", $"'{names[i]}' is filled in by the program.", $"Поле «{names[i]}» заполняет программа.");
            }
        }
    }
}
