namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>
/// A step spreads an entry: for each executor that is named with it, an entry of another register comes into being in the same commit, with its number, its terms and, where a person is
/// named, who is responsible.
/// </summary>
/// <param name="Register">The code of the other register.</param>
/// <param name="Gives">What its entries say from the beginning.</param>
/// <param name="Number">The text field of the other register that says the number and the day of this entry.</param>
/// <param name="OwnDay">The term of the other register whose last day can be named for each executor; none where nothing is said.</param>
public sealed record KindSpread(string Register, ImmutableArray<KindGiven> Gives = default, string? Number = null, string? OwnDay = null)
{
    public ImmutableArray<KindGiven> Gives { get; init; } = Gives.IsDefault ? [] : Gives;
}

/// <summary>A field of the other register that begins with what a field of this one says.</summary>
/// <param name="Field">The field of the other register.</param>
/// <param name="From">The field of this one.</param>
public sealed record KindGiven(string Field, string From);

/// <summary>How far the entries must have come that were spread: each has ended, or is in one of these states.</summary>
/// <param name="Register">The code of their register.</param>
/// <param name="States">In which it is enough that they are.</param>
/// <param name="Takes">The step that those of them that have not ended take in the same commit.</param>
public sealed record KindAwaited(string Register, ImmutableArray<string> States, string? Takes = null);

/// <summary>What a register that spreads entries, and the one that they are of, must be like together.</summary>
public static class SpreadRules
{
    /// <summary>The faults of an edition that is to be used beside the registers that there are, each at its place in its file.</summary>
    public static ImmutableArray<ValidationError> Check(RegisterKind kind, RegisterKinds known)
    {
        var errors = new ValidationErrors();
        foreach (var (i, step) in kind.Transitions.Index())
        {
            if (step.Spreads is { } spreads && spreads.Register != kind.Code)
                Spreads(errors, kind, step, spreads, known.Last(spreads.Register), $"/transitions/{i}/spreads");
            if (step.Awaits is { } awaits && awaits.Register != kind.Code)
                Awaits(errors, awaits, known.Last(awaits.Register), $"/transitions/{i}/awaits");
        }

        // Entries live by their edition, so that any of them can still be spread over the new one.
        foreach (var other in known.All.Where(other => other.Code != kind.Code).SelectMany(other => known.EditionsOf(other.Code)))
        {
            var broken = new ValidationErrors();
            foreach (var step in other.Transitions)
            {
                if (step.Spreads is { } spreads && spreads.Register == kind.Code)
                    Spreads(broken, other, step, spreads, kind, "");
                if (step.Awaits is { } awaits && awaits.Register == kind.Code)
                    Awaits(broken, awaits, kind, "");
            }
            foreach (var fault in broken.ToImmutable().Select(error => error.Message).Distinct())
                errors.Add("/code", new Phrase($"Entries of the register '{other.Code}' are spread over this one: ", $"Записи реестра «{other.Code}» порождают записи этого реестра: ") + fault);
        }
        return errors.ToImmutable();
    }

    private static void Spreads(ValidationErrors errors, RegisterKind kind, KindTransition step, KindSpread spreads, RegisterKind? other, string place)
    {
        if (other is null)
        {
            errors.Add($"{place}/register", $"There is no register '{spreads.Register}'.", $"Реестра «{spreads.Register}» нет.");
            return;
        }
        if (other.IsClosed)
            errors.Add($"{place}/register", "Nothing is spread into a closed circle.", "Записи закрытого круга так не создаются.");
        if (other.Registration.Signed && !kind.Registration.Signed && !step.Paper)
            errors.Add($"{place}/register", "Its entries have a day of signing, and neither the registration (\"signed\") nor the step (\"paper\") gives one.", "У её записей есть дата подписания, а ни регистрация («signed»), ни шаг («paper») её не дают.");

        foreach (var (i, given) in spreads.Gives.Index())
            Given(errors, kind.Field(given.From), other.Field(given.Field), given, $"{place}/gives/{i}");
        if (spreads.Number is { } number && other.Field(number) is not { Type: FieldType.Text, Secret: false })
            errors.Add($"{place}/number", $"'{number}' is no text field of '{other.Code}' that everybody reads.", $"«{number}» – не открытое текстовое поле реестра «{other.Code}».");
        foreach (var missing in other.Fields.Where(field => (field.Required || field.RequiredWhen is not null) && field.Name != spreads.Number))
        {
            if (!spreads.Gives.Any(given => given.Field == missing.Name && (kind.Field(given.From) is { Required: true } || step.Asks.Contains(given.From))))
            {
                errors.Add(
                    $"{place}/gives", $"'{other.Code}' requires '{missing.Name}', and nothing that is always there is given for it.",
                    $"Реестр «{other.Code}» требует поле «{missing.Name}», а ему не передаётся ничего, что есть всегда.");
            }
        }
        if (spreads.OwnDay is { } term && !(other.Term(term) is { Length: { IsByTheClock: false } } && other.Registration.Starts.Contains(term)))
            errors.Add($"{place}/ownDay", $"'{term}' is no term in days that begins with an entry of '{other.Code}'.", $"«{term}» – не срок в днях, который начинается с записью реестра «{other.Code}».");
    }

    private static void Given(ValidationErrors errors, KindField? from, KindField? to, KindGiven given, string place)
    {
        if (to is null)
            errors.Add($"{place}/field", $"There is no '{given.Field}'.", $"«{given.Field}» здесь нет.");
        if (from is null || to is null)
            return;
        if (from.Type != to.Type)
            errors.Add($"{place}/field", "The two fields are of different types.", "Типы полей различаются.");
        else if (from.Values.Any(choice => to.Values.All(other => other.Code != choice.Code)))
            errors.Add($"{place}/field", "The other field does not have all values of this one.", "В другом поле есть не все значения этого.");
        if ((from.Secret && !to.Secret) || (from.Personal && !to.Personal))
            errors.Add($"{place}/field", "What is secret or personal here would not be there.", "Закрытые и персональные данные не должны становиться открытыми.");
    }

    private static void Awaits(ValidationErrors errors, KindAwaited awaits, RegisterKind? other, string place)
    {
        if (other is null)
        {
            errors.Add($"{place}/register", $"There is no register '{awaits.Register}'.", $"Реестра «{awaits.Register}» нет.");
            return;
        }
        KindRules.Known(errors, $"{place}/states", awaits.States, code => other.State(code) is not null);
        if (awaits.Takes is not { } route)
            return;
        if (other.Transition(route) is not { } step)
            errors.Add($"{place}/takes", $"There is no '{route}'.", $"«{route}» здесь нет.");
        else if (!step.Asks.IsEmpty || step is { Paper: true } or { Reason: true } or { Assigns: true } or { Spreads: not null } or { Awaits: not null })
            errors.Add($"{place}/takes", "Such a step asks for nothing.", "Такой шаг ничего не требует.");
        else if (step.To is not { } to || other.State(to) is not { End: true } || awaits.States.Any(code => other.State(code) is { End: false } && !step.From.Contains(code)))
            errors.Add($"{place}/takes", "Such a step leads from each of these states to an end.", "Такой шаг ведёт из каждого из этих состояний к конечному.");
    }
}
