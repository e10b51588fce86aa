using System.Text.RegularExpressions;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>What the file of a register must be like. All faults are named at once, each at its place.</summary>
public static partial class KindRules
{
    private const int LongestCode = 40;

    private static readonly string[] linkTargets = ["draft", "profile", "trial-run", "declaration", "trader", "entry"];

    /// <param name="unreadable">What could not be read has been named already.</param>
    public static ImmutableArray<ValidationError> Check(RegisterKind kind, ImmutableArray<ValidationError> unreadable = default)
    {
        var errors = new ValidationErrors(unreadable);
        Code(errors, "/code", kind.Code);
        Text(errors, "/title", kind.Title);
        foreach (var fault in NumberMask.Faults(kind.Numbering))
            errors.Add("/numbering/mask", fault);
        if (kind.RetentionYears is < 1 or > 100)
            errors.Add("/retentionYears", "Expected 1 to 100 years.", "Ожидалось от 1 до 100 лет.");
        Fields(errors, kind);
        States(errors, kind);
        Registration(errors, kind);
        for (var i = 0; i < kind.Transitions.Length; i++)
            Transition(errors, kind, kind.Transitions[i], $"/transitions/{i}");
        Unique(errors, "/transitions", "route", kind.Transitions.Select(transition => transition.Route));
        KindTermRules.Check(errors, kind);
        Readers(errors, kind);
        GivenFieldRules.Check(errors, kind);
        Known(errors, "/print/fields", kind.Print?.Fields ?? [], name => kind.Field(name) is not null);
        if (kind.Print is { } print)
            Text(errors, "/print/heading", print.Heading);
        Known(errors, "/links", kind.Links, linkTargets.Contains);
        if (errors.IsEmpty && unreadable.IsDefaultOrEmpty)
            KindWays.Check(errors, kind);
        return errors.ToImmutable();
    }

    /// <summary>A name for programs, which stands in addresses.</summary>
    internal static void Code(ValidationErrors errors, string place, string code)
    {
        if (code.Length > LongestCode || !Kebab().IsMatch(code))
        {
            errors.Add(
                place, $"Expected small Latin letters, digits and single dashes, such as crime-report, at most {LongestCode}.",
                $"Ожидались строчные латинские буквы, цифры и одиночные дефисы, например «crime-report», не более {LongestCode} символов.");
        }
    }

    internal static void Text(ValidationErrors errors, string place, KindText text)
    {
        errors.Text($"{place}/ru", text.Ru);
        errors.Text($"{place}/en", text.En);
    }

    /// <summary>Every name leads to something in the file, and none stands twice.</summary>
    internal static void Known(ValidationErrors errors, string place, ImmutableArray<string> names, Func<string, bool> isKnown)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (!isKnown(names[i]))
                errors.Add($"{place}/{i}", $"There is no '{names[i]}'.", $"«{names[i]}» здесь нет.");
            else if (names.IndexOf(names[i]) < i)
                errors.Add($"{place}/{i}", $"'{names[i]}' stands here already.", $"«{names[i]}» здесь уже указано.");
        }
    }

    internal static void Unique(ValidationErrors errors, string list, string member, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, name) in names.Index())
        {
            if (!seen.Add(name))
                errors.Add($"{list}/{i}/{member}", $"There is '{name}' already.", $"«{name}» уже есть.");
        }
    }

    internal static void Right(ValidationErrors errors, string place, KindRight right, bool ofProgram = false)
    {
        if (right.Roles.IsEmpty)
            errors.Add($"{place}/roles", "At least one role is needed.", "Необходимо указать хотя бы одну роль.");
        Roles(errors, $"{place}/roles", right.Roles, ofProgram);
    }

    private static void Roles(ValidationErrors errors, string place, ImmutableArray<string> roles, bool ofProgram = false)
    {
        for (var i = 0; i < roles.Length; i++)
        {
            if (ofProgram && roles[i] == Role.System.Name())
                continue;
            if (!RoleNames.TryParse(roles[i], out var role) || role is Role.Auditor or Role.Operator or Role.System)
                errors.Add($"{place}/{i}", $"'{roles[i]}' is no role that works with entries.", $"«{roles[i]}» – не роль, работающая с записями.");
        }
    }

    private static void Fields(ValidationErrors errors, RegisterKind kind)
    {
        Unique(errors, "/fields", "name", kind.Fields.Select(field => field.Name));
        foreach (var (i, field) in kind.Fields.Index())
        {
            var place = $"/fields/{i}";
            if (field.Name.Length > LongestCode || !Camel().IsMatch(field.Name))
                errors.Add($"{place}/name", $"Expected Latin letters and digits that begin with a small one, such as damageRoubles, at most {LongestCode}.", $"Ожидались латинские буквы и цифры, первая буква строчная, например «damageRoubles», не более {LongestCode} символов.");
            Text(errors, $"{place}/title", field.Title);
            if (field.Type == FieldType.Choice && field.Values.IsEmpty)
                errors.Add($"{place}/values", "A choice needs values.", "Для выбора необходимо указать значения.");
            if (field.Type != FieldType.Choice && !field.Values.IsEmpty)
                errors.Add($"{place}/values", "Only a choice has values.", "Значения указываются только для выбора.");
            Unique(errors, $"{place}/values", "code", field.Values.Select(choice => choice.Code));
            foreach (var (j, choice) in field.Values.Index())
            {
                Code(errors, $"{place}/values/{j}/code", choice.Code);
                Text(errors, $"{place}/values/{j}/title", choice.Title);
            }
            if (field.RequiredWhen is { } when)
                When(errors, kind, $"{place}/requiredWhen", when.Field, when.Is);
            if (field.RequiredWhen is not null && field.Required)
                errors.Add($"{place}/requiredWhen", "The field is required always.", "Поле и так обязательно всегда.");
        }
    }

    /// <summary>What depends on a field depends on one that stands in the open, with a value that it can have.</summary>
    internal static void When(ValidationErrors errors, RegisterKind kind, string place, string name, string value)
    {
        if (kind.Field(name) is not { } field)
            errors.Add($"{place}/field", $"There is no '{name}'.", $"«{name}» здесь нет.");
        else if (kind.IsClosed)
            errors.Add($"{place}/field", "What a closed circle says is sealed, and nothing can depend on it.", "Содержание записей закрытого круга зашифровано, и от него ничего не может зависеть.");
        else if (field.Given is not null)
            errors.Add($"{place}/field", "Nothing can depend on what the program fills in.", "От того, что заполняет программа, ничего не может зависеть.");
        else if (field.IsKeptApart)
            errors.Add($"{place}/field", "Texts, personal data and secret fields are kept apart, and nothing can depend on them.", "Тексты, персональные данные и закрытые поля хранятся отдельно, и от них ничего не может зависеть.");
        else if (FieldValues.Fault(field, value) is { } fault)
            errors.Add($"{place}/is", fault);
    }

    private static void States(ValidationErrors errors, RegisterKind kind)
    {
        Unique(errors, "/states", "code", kind.States.Select(state => state.Code));
        if (kind.States.IsEmpty)
            errors.Add("/states", "At least one state is needed.", "Необходимо хотя бы одно состояние.");
        foreach (var (i, state) in kind.States.Index())
        {
            Code(errors, $"/states/{i}/code", state.Code);
            Text(errors, $"/states/{i}/title", state.Title);
        }
        if (kind.States is [{ End: true }, ..])
            errors.Add("/states/0/end", "An entry begins in the first state, so it cannot be an end.", "Запись начинается с первого состояния, поэтому оно не может быть конечным.");
    }

    private static void Registration(ValidationErrors errors, RegisterKind kind)
    {
        Right(errors, "/registration/by", kind.Registration.By, kind.IsOfProgram);
        if (kind.Registration.By.Responsible)
            errors.Add("/registration/by/responsible", "Nobody is responsible for an entry before it is registered.", "До регистрации за запись никто не отвечает.");
        if (kind.Registration.By.Of == KindScope.Giver)
            errors.Add("/registration/by/of", "Who spreads an entry is not asked here: that says the step that spreads it.", "Кто создаёт записи из другого реестра, определяет шаг, который их создаёт.");
        Known(errors, "/registration/starts", kind.Registration.Starts, code => kind.Term(code) is not null);
        if (kind.Correction is { } correction)
            Right(errors, "/correction", correction);
    }

    private static void Transition(ValidationErrors errors, RegisterKind kind, KindTransition transition, string place)
    {
        Code(errors, $"{place}/route", transition.Route);
        Text(errors, $"{place}/title", transition.Title);
        Right(errors, $"{place}/by", transition.By);
        if (transition.From.IsEmpty)
            errors.Add($"{place}/from", "At least one state is needed.", "Необходимо хотя бы одно состояние.");
        Known(errors, $"{place}/from", transition.From, code => kind.State(code) is not null);
        for (var i = 0; i < transition.From.Length; i++)
        {
            if (kind.State(transition.From[i]) is { End: true })
                errors.Add($"{place}/from/{i}", "Nothing happens any more in an end.", "В конечном состоянии ничего больше не происходит.");
        }
        if (transition.To is { } to && kind.State(to) is null)
            errors.Add($"{place}/to", $"There is no '{to}'.", $"«{to}» здесь нет.");

        bool IsField(string name) => kind.Field(name) is not null;
        bool IsTerm(string code) => kind.Term(code) is not null;
        Known(errors, $"{place}/asks", transition.Asks, IsField);
        Known(errors, $"{place}/takes", transition.Takes, name => IsField(name) && !transition.Asks.Contains(name));
        Known(errors, $"{place}/starts", transition.Starts, IsTerm);
        Known(errors, $"{place}/ends", transition.Ends, IsTerm);
        Known(errors, $"{place}/drops", transition.Drops, code => IsTerm(code) && !transition.Ends.Contains(code));
        Known(errors, $"{place}/suspends", transition.Suspends, code => kind.Term(code) is { Recurs: null } && !transition.Ends.Contains(code) && !transition.Drops.Contains(code));
        Known(errors, $"{place}/resumes", transition.Resumes, code => kind.Term(code) is { Recurs: null } && !transition.Suspends.Contains(code) && !transition.Ends.Contains(code) && !transition.Drops.Contains(code));
        for (var i = 0; i < transition.Suspends.Length; i++)
        {
            if (kind.Term(transition.Suspends[i]) is { Suspension: null } && !kind.Transitions.Any(each => each.Resumes.Contains(transition.Suspends[i])))
                errors.Add($"{place}/suspends/{i}", "No step lets this term go on.", "Ни один шаг не возобновляет этот срок.");
        }
        Spreads(errors, kind, transition, place);
        if (transition.To is { } end && kind.State(end) is { End: true } && !transition.Starts.IsEmpty)
            errors.Add($"{place}/starts", "Nothing is due any more in an end.", "В конечном состоянии сроки не начинаются.");
        if (transition.By.Responsible && !kind.Registration.Responsible && !kind.Transitions.Any(each => each.Assigns))
            errors.Add($"{place}/by/responsible", "No step says who is responsible: one with \"assigns\" is needed.", "Ни один шаг не назначает ответственного: необходим шаг с «assigns».");
    }

    /// <summary>What can be seen in this file; whether the other register is like that, say <see cref="SpreadRules"/>.</summary>
    private static void Spreads(ValidationErrors errors, RegisterKind kind, KindTransition transition, string place)
    {
        if (transition.Spreads is { } spreads)
        {
            if (kind.IsClosed)
                errors.Add($"{place}/spreads", "Nothing is spread out of a closed circle.", "Из закрытого круга записи так не создаются.");
            if (spreads.Register == kind.Code)
                errors.Add($"{place}/spreads/register", "An entry is spread over another register than its own.", "Записи создаются в другом реестре, не в этом же.");
            if (transition.To is { } to && kind.State(to) is { End: true })
                errors.Add($"{place}/spreads", "In an end nothing is spread any more.", "При завершении записи в другом реестре не создаются.");
            for (var i = 0; i < spreads.Gives.Length; i++)
            {
                if (kind.Field(spreads.Gives[i].From) is null)
                    errors.Add($"{place}/spreads/gives/{i}/from", $"There is no '{spreads.Gives[i].From}'.", $"«{spreads.Gives[i].From}» здесь нет.");
                if (spreads.Gives[i].Field == spreads.Number)
                    errors.Add($"{place}/spreads/gives/{i}/field", $"'{spreads.Number}' stands here already.", $"«{spreads.Number}» здесь уже указано.");
            }
            Unique(errors, $"{place}/spreads/gives", "field", spreads.Gives.Select(given => given.Field));
        }
        if (transition.Awaits is not { } awaits)
            return;
        if (!kind.Transitions.Any(each => each.Spreads?.Register == awaits.Register))
            errors.Add($"{place}/awaits/register", $"No step spreads entries of '{awaits.Register}'.", $"Ни один шаг не создаёт записей реестра «{awaits.Register}».");
        if (transition.Spreads is not null)
            errors.Add($"{place}/awaits", "A step spreads entries or awaits them.", "Шаг либо создаёт записи в другом реестре, либо ждёт их.");
    }

    private static void Readers(ValidationErrors errors, RegisterKind kind)
    {
        if (kind.Readers is not { } readers)
            return;

        Roles(errors, "/readers/roles", readers.Roles);
        Roles(errors, "/readers/secrets", readers.Secrets);
        if (readers.Closed && !kind.Links.IsEmpty)
            errors.Add("/links", "A link would lead out of a closed circle.", "Связь вела бы за пределы закрытого круга.");
        if (readers.Closed && readers.Roles.IsEmpty)
            errors.Add("/readers/roles", "A closed circle names its roles.", "Для закрытого круга необходимо указать роли.");
        if (!readers.Closed && !readers.Roles.IsEmpty)
            errors.Add("/readers/roles", "Only a closed circle names its roles.", "Роли указываются только для закрытого круга.");
        if (readers.Closed && (kind.Registration.By.Of != KindScope.Own || kind.Registration.By.Roles.Except(readers.Roles).Any()))
            errors.Add("/registration/by", "Whoever registers an entry belongs to the closed circle.", "Регистрировать записи могут только те, кто входит в закрытый круг.");
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex Kebab();

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9]*\z")]
    private static partial Regex Camel();
}
