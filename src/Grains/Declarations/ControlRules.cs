using RmsOrleans.Declarations;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Declarations;

/// <summary>What a rule is told beside the control and the command.</summary>
internal sealed record ControlCircumstances(Actor Actor, RequestConditions Conditions, ReferenceSnapshot Reference, ProfilesOfDay Profiles, Func<DateOnly, DaySecret> SecretOf, DateTimeOffset Now);

/// <summary>What a rule answers to a command about a declaration's control.</summary>
internal abstract record ControlDecision
{
    public sealed record Happens(ControlEvent Event) : ControlDecision;

    /// <summary>It has been done before.</summary>
    public sealed record DoneBefore : ControlDecision;

    public sealed record Refused(Refusal Refusal) : ControlDecision;

    public static implicit operator ControlDecision(Refusal refusal) => new Refused(refusal);

    public static implicit operator ControlDecision(ControlEvent happened) => new Happens(happened);
}

/// <summary>What officials do with the hits of a declaration and their measures.</summary>
internal static class ControlRules
{
    public static ControlDecision Decide(Control control, ControlCommand command, ControlCircumstances circumstances)
    {
        if (ControlPermissions.Refuse(command, control, circumstances.Actor, circumstances.Reference.Authorities) is { } refusal)
            return refusal;
        if (control.Earlier(circumstances.Conditions.Key) is { } earlier)
            return earlier.Request == circumstances.Conditions.Key ? new ControlDecision.DoneBefore() : Refusal.KeyUsedOtherwise;
        if (circumstances.Conditions.SeenLine is { } seen && seen != control.Line)
        {
            return new Refusal(
                RefusalReason.Stale,
                $"The control is not as you saw it; its journal has {control.Line} lines now.",
                $"Контроль изменился с тех пор, как Вы его видели; записей в его журнале: {control.Line}.");
        }
        if (control.End is not null)
            return No("The control of the declaration is over; nothing is possible any more.", "Контроль декларации завершён; дальнейшие действия невозможны.");

        var terms = new ControlTerms(circumstances.Reference, control.ControlAuthority, circumstances.Now);
        return command switch
        {
            DecideHit decide => Decide(control, decide, terms),
            FindHit find => Decide(control, find, circumstances, terms),
            OrderMeasure order => Decide(control, order, circumstances, terms),
            AgreeMeasure agree => Decide(control, agree, circumstances.Actor),
            EnterMeasure enter => Decide(control, enter),
            RecordResult record => Decide(control, record),
            CloseControl close => new ControlClosed(close.Reason, close.Note),
            _ => throw new InvalidOperationException($"Unhandled command type {command.GetType().Name}."),
        };
    }

    private static ControlDecision Decide(Control control, DecideHit decide, ControlTerms terms)
    {
        if (control.Hit(decide.Hit) is not { } hit)
            return NoSuchHit(decide.Hit);
        if (hit.Type != HitType.Waiting)
            return No($"Hit {hit.Place} does not wait for a decision: {hit.Type.InWords().En}.", $"Срабатывание {hit.Place} не ожидает решения: {hit.Type.InWords().Ru}.");

        var errors = new ValidationErrors();
        for (var i = 0; i < decide.Verdicts.Length; i++)
        {
            if (decide.Verdicts[i].Indicator is { } place && hit.Indicators.All(each => each.Place != place))
                errors.Add($"/verdicts/{i}/indicator", "The hit has no such indicator that an official judges.", "У срабатывания нет такого индикатора для оценки должностным лицом.");
            else if (decide.Verdicts.Take(i).Any(before => before.Indicator == decide.Verdicts[i].Indicator))
                errors.Add($"/verdicts/{i}/indicator", "It has a verdict already.", "Для него оценка уже указана.");
        }
        foreach (var missing in hit.Indicators.Where(each => decide.Verdicts.All(verdict => verdict.Indicator != each.Place)))
            errors.Add("/verdicts", $"A verdict is missing for indicator {missing.Place}.", $"Нет оценки индикатора {missing.Place}.");
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        var type = decide.RiskFound ? HitType.RiskFound : HitType.RiskNotFound;
        var measures = decide.RiskFound ? MeasureSigns.At(hit.Measures, control.Moment, type, control.IsOfLowRisk) : hit.Measures;
        return new HitDecided(hit.Place, type, decide.Verdicts, decide.Note, measures, measures.Any(measure => measure.IsOpen) ? terms.ForEntries : null);
    }

    private static ControlDecision Decide(Control control, FindHit find, ControlCircumstances circumstances, ControlTerms terms)
    {
        if (circumstances.Profiles.Find(find.Profile) is not { } profile)
            return Refusal.BadInput([new("/profile", "No such profile is in force today.", "Сегодня такой профиль не действует.")]);
        if (profile.Content.Mode != ApplicationMode.Informal)
            return Refusal.BadInput([new("/profile", "Software finds the hits of this profile; an official finds those of informal ones.", "Срабатывания этого профиля выявляет программное средство; должностное лицо выявляет срабатывания неформализованных.")]);
        if (control.Hits.Any(hit => hit.Profile == find.Profile && hit.Version == control.Version && hit.Item == find.Item))
            return No("This profile hits the item already.", "Срабатывание этого профиля по товару уже есть.");

        return new HitFound(terms.For(CheckRules.ByOfficial(
            control.Hits.Length + 1, profile, find.Item, control, circumstances.SecretOf(control.SelectionDay), circumstances.Reference.Classifiers.Measures) with
        { Note = find.Note }));
    }

    private static ControlDecision Decide(Control control, OrderMeasure order, ControlCircumstances circumstances, ControlTerms terms)
    {
        if (order.Ground == ControlGround.ControlSample && !control.Sampled)
            return No("The declaration was not drawn for the control sample.", "Декларация не отобрана в контрольную выборку.");

        var classifier = circumstances.Reference.Classifiers.Measures;
        var measure = CheckRules.Measure(1, new Measure(order.Measure, order.Reason, order.Characteristics, Obligatory: true), isSelected: true, classifier) with { Sign = MeasureSign.Due, Moments = [] };
        return new HitFound(terms.For(
            new(control.Hits.Length + 1, order.Ground, null, null, null, control.Version, order.Item, HitType.ByOfficial, control.Moment, [measure], []) { Reason = order.Reason }));
    }

    private static ControlDecision Decide(Control control, AgreeMeasure agree, Actor actor)
    {
        if (Find(control, agree.Hit, agree.Measure, out var measure) is { } missing)
            return missing;
        if (measure.AgreedBy is { } by)
            return No($"{by} has agreed already.", $"Уже согласовано: {by}.");
        return measure.IsOpen ? new MeasureAgreed(agree.Hit, agree.Measure, actor.Name) : NotOpen(measure);
    }

    private static ControlDecision Decide(Control control, EnterMeasure enter)
    {
        if (Find(control, enter.Hit, enter.Measure, out var measure) is { } missing)
            return missing;
        var (hit, entry) = (control.Hit(enter.Hit)!, enter.Entry);
        if (measure.Entry is not null || !Takes(hit, measure, entry))
            return NotOpen(measure);

        var errors = new ValidationErrors();
        if (entry.Did != EntryKind.NotApplied)
        {
            if (measure.NeedsAgreement && measure.AgreedBy is null)
                return No("The head of the post must agree to this measure first.", "Эту меру сначала должен согласовать начальник поста.");
            if (measure.NeedsPresence && VisibleText.IsBlank(entry.PresentOfficial))
                errors.Add("/entry/presentOfficial", "This measure needs the name of the official of the centre who was present.", "Для этой меры укажите должностное лицо центрального аппарата, которое присутствовало.");
            if (measure.IsInspection && entry.Inspection is null)
                errors.Add("/entry/inspection", "This measure is an inspection: say how it went.", "Эта мера – досмотр: укажите сведения о нём.");
        }
        if (!measure.IsInspection && entry.Inspection is not null)
            errors.Add("/entry/inspection", "This measure is not an inspection.", "Эта мера не является досмотром.");
        return errors.IsEmpty ? new MeasureEntered(enter.Hit, enter.Measure, entry) : Refusal.BadInput(errors.ToImmutable());
    }

    /// <summary>A measure that is due takes what was done of it; one that is not, only that it was not, on the ground on which it is not.</summary>
    private static bool Takes(ControlHit hit, HitMeasure measure, MeasureEntry entry) => entry.Ground switch
    {
        EntryFoundation.RiskNotFound => hit.Type == HitType.RiskNotFound,
        EntryFoundation.NotSelected => measure.Sign == MeasureSign.NotSelected,
        EntryFoundation.Applied or EntryFoundation.OwnConditions or EntryFoundation.Objective => measure.Sign == MeasureSign.Due,
    };

    private static ControlDecision Decide(Control control, RecordResult record)
    {
        if (Find(control, record.Hit, record.Measure, out var measure) is { } missing)
            return missing;
        if (!measure.IsApplied)
            return No("Only a measure that was applied has a result.", "Результат есть только у применённой меры.");
        return measure.Result is null
            ? new ResultRecorded(record.Hit, record.Measure, record.Result)
            : No("The result is recorded already.", "Результат уже зарегистрирован.");
    }

    /// <summary>Null if it is there.</summary>
    private static Refusal? Find(Control control, int hit, int place, out HitMeasure measure)
    {
        measure = null!;
        if (control.Hit(hit) is not { } found)
            return NoSuchHit(hit);
        if (found.Measure(place) is not { } known)
            return Refusal.BadInput([new("/measure", $"Hit {hit} has no measure {place}.", $"У срабатывания {hit} нет меры {place}.")]);
        measure = known;
        return null;
    }

    private static Refusal NoSuchHit(int hit) => Refusal.BadInput([new("/hit", $"The declaration has no hit {hit}.", $"У декларации нет срабатывания {hit}.")]);

    private static Refusal NotOpen(HitMeasure measure) => measure switch
    {
        { Entry: { } entry } => No($"The measure has its entry: {entry.Did.InWords().En}.", $"Отметка о мере уже есть: {entry.Did.InWords().Ru}."),
        { Sign: { } sign } => No($"That cannot be entered of this measure: {sign.InWords().En}.", $"Такая отметка для этой меры невозможна: {sign.InWords().Ru}."),
        _ => No("The measure is not due: nobody has found the risk.", "Мера не назначена: риск не выявлен."),
    };

    private static Refusal No(string en, string ru) => new(RefusalReason.WrongStatus, en, ru);
}
