namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>What a new edition of a register may not do to the one before it.</summary>
public static class EditionRules
{
    /// <param name="open">The states in which there are entries that have not ended.</param>
    /// <param name="isShipped">The register came with the program.</param>
    public static ImmutableArray<ValidationError> Check(RegisterKind before, RegisterKind after, IReadOnlySet<string> open, bool isShipped)
    {
        var errors = new ValidationErrors();
        if (after.Code != before.Code)
            errors.Add("/code", $"This is not the register '{before.Code}'.", $"Это не реестр «{before.Code}».");
        if (after.From <= before.From)
            errors.Add("/from", $"An edition begins after the one before it, {before.From:O}.", $"Редакция вступает в силу позже предыдущей ({before.From:dd.MM.yyyy}).");
        if (after.Numbering.Scope != before.Numbering.Scope || after.Numbering.Run != before.Numbering.Run)
            errors.Add("/numbering", "Who has a sequence and how it runs stays as it was: no gap, no repeat.", "Кто и как ведёт нумерацию, не меняется: без пропусков и повторов.");

        foreach (var state in open.Where(code => before.State(code) is not null && after.State(code) is null))
            errors.Add("/states", $"There are entries in '{state}', which is taken away.", $"В состоянии «{state}», которое исключается, есть записи.");
        foreach (var field in before.Fields)
            Field(errors, field, after);
        Circle(errors, before.Readers ?? new(), after.Readers ?? new(), isShipped);
        return errors.ToImmutable();
    }

    private static void Field(ValidationErrors errors, KindField before, RegisterKind kind)
    {
        if (kind.Field(before.Name) is not { } after)
        {
            errors.Add("/fields", $"'{before.Name}' is taken away; fields are only added.", $"Поле «{before.Name}» исключено; поля можно только добавлять.");
            return;
        }

        var place = $"/fields/{kind.Fields.IndexOf(after)}";
        if (after.Type != before.Type)
            errors.Add($"{place}/type", "The type of a field stays as it was.", "Тип поля не меняется.");
        if (after.Given != before.Given)
            errors.Add($"{place}/given", "Who fills in a field stays as it was.", "Кто заполняет поле, не меняется.");
        if (before.Secret && !after.Secret)
            errors.Add($"{place}/secret", "A secret field stays secret.", "Закрытое поле остаётся закрытым.");
        if (before.Personal && !after.Personal)
            errors.Add($"{place}/personal", "Personal data stay personal data.", "Персональные данные остаются персональными данными.");
        foreach (var gone in before.Values.Where(choice => after.Values.All(each => each.Code != choice.Code)))
            errors.Add($"{place}/values", $"'{gone.Code}' is taken away; values are only added.", $"Значение «{gone.Code}» исключено; значения можно только добавлять.");
    }

    private static void Circle(ValidationErrors errors, KindReaders before, KindReaders after, bool isShipped)
    {
        if (before.Closed && isShipped)
            errors.Add("/readers", "A register with a closed circle that came with the program is not replaced.", "Реестр с закрытым кругом из состава программы не заменяется.");
        else if (before.Closed && !after.Closed)
            errors.Add("/readers/closed", "A closed circle stays closed.", "Закрытый круг остаётся закрытым.");
        else if (before.Closed && after.Roles.Except(before.Roles).Any())
            errors.Add("/readers/roles", "A closed circle does not become wider.", "Закрытый круг не расширяется.");
        if (after.SecretsOrUsual.Except(before.SecretsOrUsual).Any())
            errors.Add("/readers/secrets", "Secret fields are not opened to more roles.", "Закрытые поля не открываются новым ролям.");
    }
}
