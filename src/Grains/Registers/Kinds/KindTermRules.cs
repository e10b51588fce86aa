namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>What the terms of a register must be like.</summary>
internal static class KindTermRules
{
    public static void Check(ValidationErrors errors, RegisterKind kind)
    {
        KindRules.Unique(errors, "/terms", "code", kind.Terms.Select(term => term.Code));
        foreach (var (i, term) in kind.Terms.Index())
            Term(errors, kind, term, $"/terms/{i}");
    }

    private static void Term(ValidationErrors errors, RegisterKind kind, KindTerm term, string place)
    {
        KindRules.Code(errors, $"{place}/code", term.Code);
        KindRules.Text(errors, $"{place}/title", term.Title);
        if (term.Length is null == term.Recurs is null)
            errors.Add(place, "A term has either a length or days on which it recurs.", "У срока указывается либо продолжительность, либо периодичность.");
        if (term.Length is { } length)
            Span(errors, $"{place}/length", length);
        if (term.Recurs is { } recurs)
            Recurs(errors, term, recurs, place);
        if (term.Length is { IsByTheClock: true } && (term.Roll != TermRoll.Next || term.Start != TermStart.DayAfter))
            errors.Add(place, "A term by the clock runs from its event on, and does not move: roll and start are left out.", "Срок в часах и минутах течёт с самого события и не переносится: «roll» и «start» не указываются.");
        if (term.Length is { Unit: SpanUnit.WorkingDays } && term.Roll != TermRoll.Next)
            errors.Add($"{place}/roll", "A term in working days ends on one.", "Срок в рабочих днях и так заканчивается рабочим днём.");

        var starters = kind.Transitions.Where(transition => transition.Starts.Contains(term.Code)).ToArray();
        var atOnce = kind.Registration.Starts.Contains(term.Code);
        if (starters.Length == 0 && !atOnce)
            errors.Add($"{place}/code", "Nothing starts this term.", "Этот срок ничем не начинается.");
        if (term.From == KindEvent.Signing && ((atOnce && !kind.Registration.Signed) || starters.Any(starter => !starter.Paper)))
            errors.Add($"{place}/from", "Whatever starts it must ask for a paper with its day: \"signed\" of the registration, \"paper\" of a step.", "Всё, чем начинается срок, должно требовать документ с датой: «signed» при регистрации, «paper» у шага.");
        if (term.From == KindEvent.Step && atOnce)
            errors.Add($"{place}/from", "At registration there is no step yet.", "При регистрации шага ещё нет.");

        foreach (var (i, other) in term.Instead.Index())
        {
            KindRules.When(errors, kind, $"{place}/instead/{i}", other.Field, other.Is);
            Span(errors, $"{place}/instead/{i}/length", other.Length);
            if (term.Length is not { } usual || usual.IsByTheClock != other.Length.IsByTheClock)
                errors.Add($"{place}/instead/{i}/length", "A term is by the clock for all entries or for none.", "Срок исчисляется по часам либо для всех записей, либо ни для одной.");
        }
        foreach (var (i, extension) in term.Extensions.Index())
        {
            Span(errors, $"{place}/extensions/{i}/atMost", extension.AtMost);
            KindRules.Right(errors, $"{place}/extensions/{i}/by", extension.By);
            if (term.Length is { } counted && (counted.IsByTheClock != extension.AtMost.IsByTheClock || (counted.IsByTheClock && counted.Unit != extension.AtMost.Unit)))
                errors.Add($"{place}/extensions/{i}/atMost/unit", "A term by the clock is extended in its own unit, and one in days is not extended by the clock.", "Срок по часам продлевается в своих единицах, а срок в днях – не в часах.");
        }
        if (term.Suspension is { } suspension)
            KindRules.Right(errors, $"{place}/suspension", suspension);
    }

    private static void Span(ValidationErrors errors, string place, TermSpan span)
    {
        if (!span.IsInRange)
            errors.Add($"{place}/amount", $"Expected 1 to {TermSpan.Longest}.", $"Ожидалось от 1 до {TermSpan.Longest}.");
    }

    private static void Recurs(ValidationErrors errors, KindTerm term, TermRecurrence recurs, string place)
    {
        if (recurs.Day is < 1 or > 31)
            errors.Add($"{place}/recurs/day", "Expected 1 to 31.", "Ожидалось от 1 до 31.");
        if (recurs.Month is < 1 or > 12)
            errors.Add($"{place}/recurs/month", "Expected 1 to 12.", "Ожидалось от 1 до 12.");
        if (recurs.Month is not null && recurs.Every != Recurring.Year)
            errors.Add($"{place}/recurs/month", "Only a yearly term names its month.", "Месяц указывается только для ежегодного срока.");
        if (!term.Extensions.IsEmpty || term.Suspension is not null)
            errors.Add(place, "A term that recurs is neither suspended nor extended.", "Периодический срок не приостанавливается и не продлевается.");
    }
}

/// <summary>Whether the steps of a register lead through it.</summary>
internal static class KindWays
{
    public static void Check(ValidationErrors errors, RegisterKind kind)
    {
        var reached = Along(kind.States[0].Code, (from, step) => step.From.Contains(from) ? step.To : null);
        foreach (var (i, state) in kind.States.Index())
        {
            if (!reached.Contains(state.Code))
                errors.Add($"/states/{i}", "No step leads here.", "Ни один шаг сюда не ведёт.");
            else if (!Along(state.Code, (from, step) => step.From.Contains(from) ? step.To : null).Any(code => kind.State(code)!.End))
                errors.Add($"/states/{i}", "No steps lead from here to an end.", "Отсюда нельзя прийти к конечному состоянию.");
        }

        HashSet<string> Along(string start, Func<string, KindTransition, string?> next)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal) { start };
            var waiting = new Queue<string>([start]);
            while (waiting.TryDequeue(out var at))
            {
                foreach (var to in kind.Transitions.Select(step => next(at, step)).OfType<string>().Where(seen.Add))
                    waiting.Enqueue(to);
            }
            return seen;
        }
    }
}
