using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The map of the life of a draft: what goes for every command, and then the status that decides.</summary>
internal static class DraftLifecycle
{
    public static Decision Decide(Draft? draft, DraftCommand command, Circumstances circumstances)
    {
        if (draft is null)
            return Unprepared.Decide(command, circumstances);

        var decision = Decide(draft, command, circumstances, DraftCommandTable.All.Of(command.GetType()).Route);
        return decision is Decision.NotNow notNow ? Refuse(draft, notNow, circumstances) : decision;
    }

    private static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances, string? route)
    {
        if (DraftPermissions.Refuse(draft, command, circumstances.Actor, circumstances.Authorities) is { } refusal)
            return refusal;

        if (DecideRepeated(draft, command, circumstances.Conditions) is { } repeated)
            return repeated;

        if (circumstances.Conditions.SeenLine is { } seen && seen != draft.Line)
        {
            return new Refusal(RefusalReason.Stale, seen >= 1 && seen < draft.Line
                ? new Phrase(
                    $"The draft has changed: you saw line {seen} of its journal, and it has {draft.Line}.",
                    $"Проект изменился: Вы видели запись {seen} его журнала, а сейчас в нём записей: {draft.Line}.")
                : new Phrase("Your If-Match is no state of this draft.", "Значение If-Match не соответствует ни одному состоянию этого проекта."));
        }

        if (command is Register && draft.Number is { } number)
            return AlreadyRegistered(draft, number, circumstances);

        if (route is not null && Routes(draft).Contains(route) && WhyNotYet(draft, route, circumstances.Authorities, circumstances.Now) is { } why)
            return new Decision.NotNow(why);

        if (command is ReplaceUnit replace && Routes(draft).Contains(ReplaceUnit.Route))
            return replace.Decide(draft, circumstances);
        if (command is Attach attach && Routes(draft).Contains(Attach.Route))
            return attach.Decide(draft, AttachmentRules.Writable(OfStatus(draft)), circumstances);
        if (command is AttachTrialRun run && Routes(draft).Contains(AttachTrialRun.Route))
            return run.Decide(draft, circumstances);
        if (command is Detach detach)
            return detach.Decide(draft, OfStatus(draft).Contains(Edit.Route));

        return draft.Status switch
        {
            DraftStatus.Drafting => Drafting.Decide(draft, command, circumstances),
            DraftStatus.Discarded => Discarded.Decide(draft),
            DraftStatus.UnderConsideration => UnderConsideration.Decide(draft, command, circumstances),
            DraftStatus.GatheringInformation => GatheringInformation.Decide(draft, command, circumstances),
            DraftStatus.FinalisationByFcs => FinalisationByFcs.Decide(draft, command, circumstances),
            DraftStatus.FinalisationByAuthority => FinalisationByAuthority.Decide(draft, command, circumstances),
            DraftStatus.RequestToDirectorate => RequestToDirectorate.Decide(draft, command, circumstances),
            DraftStatus.Expedient => Expedient.Decide(draft, command, circumstances),
            DraftStatus.AwaitingApproval => AwaitingApproval.Decide(draft, command, circumstances),
            DraftStatus.Approved => Approved.Decide(draft, command, circumstances),
            DraftStatus.Inexpedient => Inexpedient.Decide(draft),
            DraftStatus.Withdrawn => Withdrawn.Decide(draft),
            DraftStatus.Adopted => Adopted.Decide(draft),
        };
    }

    /// <summary>Routes that somebody can take now, in the order of the status's work.</summary>
    public static ImmutableArray<string> Possible(Draft draft, AuthorityRegister authorities, DateTimeOffset now) =>
        Routes(draft).RemoveAll(route => WhyNotYet(draft, route, authorities, now) is not null);

    /// <summary>The same of some of the routes: whoever asks for few need not hear about the others.</summary>
    public static IEnumerable<string> Possible(Draft draft, Func<string, bool> among, AuthorityRegister authorities, DateTimeOffset now) =>
        Routes(draft).Where(route => among(route) && WhyNotYet(draft, route, authorities, now) is null);

    /// <summary>Routes that the status allows.</summary>
    private static ImmutableArray<string> Routes(Draft draft) =>
        OfStatus(draft) is { IsEmpty: false } routes ? [.. routes, .. AttachmentRules.Routes(draft, routes), .. AttachTrialRun.Routes(routes), ReplaceUnit.Route] : [];

    /// <summary>The papers with which a file can go now.</summary>
    public static ImmutableArray<AttachmentPaper> Papers(Draft draft, AuthorityRegister authorities, DateTimeOffset now) =>
        [.. AttachmentRules.Writable(OfStatus(draft)).Where(paper => WhyNotYet(draft, AttachmentRules.Writing(paper), authorities, now) is null)];

    private static ImmutableArray<string> OfStatus(Draft draft) => draft.Status switch
    {
        DraftStatus.Drafting => Drafting.Possible(draft),
        DraftStatus.Discarded => Discarded.Possible(draft),
        DraftStatus.UnderConsideration => UnderConsideration.Possible(draft),
        DraftStatus.GatheringInformation => GatheringInformation.Possible(draft),
        DraftStatus.FinalisationByFcs => FinalisationByFcs.Possible(draft),
        DraftStatus.FinalisationByAuthority => FinalisationByAuthority.Possible(draft),
        DraftStatus.RequestToDirectorate => RequestToDirectorate.Possible(draft),
        DraftStatus.Expedient => Expedient.Possible(draft),
        DraftStatus.AwaitingApproval => AwaitingApproval.Possible(draft),
        DraftStatus.Approved => Approved.Possible(draft),
        DraftStatus.Inexpedient => Inexpedient.Possible(draft),
        DraftStatus.Adopted => Adopted.Possible(draft),
        DraftStatus.Withdrawn => Withdrawn.Possible(draft),
    };

    private static Refusal AlreadyRegistered(Draft draft, RegistrationNumber number, Circumstances circumstances) =>
        new(
            RefusalReason.AlreadyRegistered,
            $"The draft has been registered already, under the number {number}.",
            $"Проект уже зарегистрирован под номером {number}.")
        {
            Number = number.ToString(),
            RegisteredAt = circumstances.Authorities.ZonesOf(draft.Authority) is { } zones
                ? zones.Local(draft.RegisteredAt!.Value)
                : draft.RegisteredAt,
        };

    /// <summary>Why a step that the status allows must wait; null if it need not.</summary>
    private static Phrase? WhyNotYet(Draft draft, string route, AuthorityRegister authorities, DateTimeOffset now)
    {
        if (route == ReplaceUnit.Route)
        {
            return ReplaceUnit.HasUnknown(draft, authorities.Units)
                ? null
                : new("The draft names no unit that the register does not have", "Все подразделения, указанные в проекте, есть в справочнике");
        }
        if (route == Attach.Route)
            return WhyNotYet(draft, AttachmentRules.Writing(AttachmentRules.Writable(OfStatus(draft))[0]), authorities, now);
        if (draft.Executor is null && DraftPermissions.IsForTheExecutor(draft, route))
            return new("No executor has been assigned yet", "Исполнитель ещё не назначен");
        if (draft.Profile is not { Note.ValidTo: var lastDay } || MoscowDays.Of(now) <= lastDay)
            return null;

        return route switch
        {
            PrepareProfile.Route or RequestApproval.Route => Over(lastDay, new("edit the profile first", "сначала отредактируйте профиль")),
            Approve.Route => Over(lastDay, new("give it back, so that it is edited", "возвратите профиль на редактирование")),
            RegisterProfile.Route => Over(
                lastDay, new("the signatory gives it back, so that it is edited", "подписавшее лицо возвращает профиль на редактирование")),
            _ => null,
        };
    }

    private static Phrase Over(DateOnly lastDay, Phrase remedy) => new(
        $"The validity of the profile was over on {lastDay:yyyy-MM-dd}; {remedy.En}", $"Срок действия профиля истёк {lastDay:dd.MM.yyyy}; {remedy.Ru}");

    /// <summary>A refusal always names the status and what is possible instead.</summary>
    private static Refusal Refuse(Draft draft, Decision.NotNow not, Circumstances circumstances)
    {
        var possible = Possible(draft, circumstances.Authorities, circumstances.Now);
        return new(
            RefusalReason.WrongStatus,
            possible.IsEmpty
                ? not.Why + new Phrase(
                    $". The draft is {draft.Status}; nothing more is possible.",
                    $". Статус проекта – «{draft.Status.InWords().Ru}»; дальнейшие действия невозможны.")
                : not.Why + new Phrase(
                    $". The draft is {draft.Status}; possible now: {string.Join(", ", possible)}.{not.More?.En}",
                    $". Статус проекта – «{draft.Status.InWords().Ru}»; сейчас возможно: {string.Join(", ", possible)}.{not.More?.Ru}"));
    }

    /// <summary>
    /// The same key for the same request has been answered by an earlier line; for another request it is refused. A first command without a
    /// key made its draft's id for itself alone: if the draft is there, this very command wrote it, and the answer was lost on the way.
    /// </summary>
    private static Decision? DecideRepeated(Draft draft, DraftCommand command, RequestConditions conditions)
    {
        if (conditions.Key is null && command is Submit or Prepare)
            return new Decision.DoneBefore(command is Submit ? Unprepared.LinesOfASubmission : 1);

        if (draft.Earlier(conditions.Key) is not { } earlier)
            return null;

        return earlier.Request == conditions.Key ? new Decision.DoneBefore(earlier.Line) : Refusal.KeyUsedOtherwise;
    }
}

/// <summary>The official statuses of a draft; each is a file in <c>Statuses/</c>.</summary>
public enum DraftStatus
{
    Drafting,
    Discarded,
    UnderConsideration,
    GatheringInformation,
    FinalisationByFcs,
    FinalisationByAuthority,
    RequestToDirectorate,
    Expedient,
    AwaitingApproval,
    Approved,
    Inexpedient,
    Withdrawn,
    Adopted,
}

/// <summary>What people call the statuses.</summary>
public static class DraftStatusNames
{
    private static readonly Phrases<DraftStatus> names = new(status => status switch
    {
        DraftStatus.Drafting => new("In preparation", "Подготовка"),
        DraftStatus.Discarded => new("Discarded", "Подготовка прекращена"),
        DraftStatus.UnderConsideration => new("Under consideration", "На рассмотрении"),
        DraftStatus.GatheringInformation => new("Information is being gathered", "Сбор информации"),
        DraftStatus.FinalisationByFcs => new("Being finalised by the FCS", "Доработка в ФТС России"),
        DraftStatus.FinalisationByAuthority => new("Being finalised by the authority", "Доработка в таможенном органе"),
        DraftStatus.RequestToDirectorate => new("At the directorate for its opinion", "Запрос заключения РТУ"),
        DraftStatus.Expedient => new("Expedient", "Разработка целесообразна"),
        DraftStatus.Inexpedient => new("Inexpedient", "Разработка нецелесообразна"),
        DraftStatus.AwaitingApproval => new("Awaiting approval", "На утверждении"),
        DraftStatus.Approved => new("Approved", "Утверждён"),
        DraftStatus.Adopted => new("Adopted", "Принят"),
        DraftStatus.Withdrawn => new("Withdrawn", "Отозван"),
    });

    public static Phrase InWords(this DraftStatus status) => names[(int)status];

    /// <summary>Whether anything is still to be done.</summary>
    public static bool IsOpen(this DraftStatus status) => status switch
    {
        DraftStatus.Drafting or DraftStatus.UnderConsideration or DraftStatus.GatheringInformation or DraftStatus.FinalisationByFcs => true,
        DraftStatus.FinalisationByAuthority or DraftStatus.RequestToDirectorate => true,
        DraftStatus.Expedient or DraftStatus.AwaitingApproval or DraftStatus.Approved => true,
        DraftStatus.Discarded or DraftStatus.Inexpedient or DraftStatus.Withdrawn or DraftStatus.Adopted => false,
    };
}

/// <summary>What a caller can do with a draft next, by the same table and rules that decide when it is tried.</summary>
public sealed class NextSteps(
    IReferenceData reference, IOptions<ConsiderationSettings> settings, IOptions<AttachmentSettings> attachments,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Routes, in the order of the work.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft) => For(actor, draft, static _ => true);

    /// <summary>Those of them that are asked about.</summary>
    public ImmutableArray<string> For(Actor actor, Draft draft, Func<string, bool> among) =>
        [.. DraftLifecycle.Possible(draft, among, reference.Current.Authorities, clock.GetUtcNow()).Where(route => CanTake(route, actor, draft))];

    /// <summary>What the caller can resolve; empty if the caller cannot resolve anything.</summary>
    public ImmutableArray<Resolution> Resolutions(Actor actor, Draft draft) => For(actor, draft).Contains(Resolve.Route)
        ? Drafts.Resolutions.Possible(draft, reference.Current.Authorities, settings.Value)
        : [];

    /// <summary>Why a file of the caller would not be taken, so that nobody sends one for nothing; the draft decides again when it is there.</summary>
    /// <param name="to">Null where that is not known yet: any paper will do.</param>
    public Refusal? RefuseAttaching(Actor actor, Draft draft, AttachmentPaper? to, RequestConditions conditions)
    {
        var circumstances = new Circumstances(clock.GetUtcNow(), actor, conditions, reference.Current, settings.Value) { Attachments = attachments.Value };
        AttachmentPaper[] papers = to is { } paper ? [paper] : Enum.GetValues<AttachmentPaper>();
        Refusal?[] refusals = [.. papers.Select(each => (DraftLifecycle.Decide(draft, Attach.Foreseen(each), circumstances) as Decision.Refused)?.Refusal)];
        return refusals.Contains(null) ? null : refusals.FirstOrDefault(refusal => refusal!.Reason != RefusalReason.Forbidden) ?? refusals[0];
    }

    /// <summary>Why a trial run of the caller would not be taken, whichever it is.</summary>
    public Refusal? RefuseTrialRun(Actor actor, Draft draft, RequestConditions conditions) =>
        (DraftLifecycle.Decide(draft, AttachTrialRun.Foreseen(draft), new Circumstances(clock.GetUtcNow(), actor, conditions, reference.Current, settings.Value)) as Decision.Refused)?.Refusal;

    /// <summary>Whether the actor's unit is the author's.</summary>
    public bool IsUnitOf(Actor actor, Draft draft) => Units.AreSame(draft.Authority, actor.Unit, draft.Unit);

    private UnitRegister Units => reference.Current.Authorities.Units;

    private bool CanTake(string route, Actor actor, Draft draft)
    {
        var roles = DraftPermissions.RolesFor(draft, route, actor, reference.Current.Authorities);
        return !roles.IsEmpty && route switch
        {
            GiveVisa.Route => roles.Any(role => !draft.Paperwork.Has(
                DraftPermissions.OfficeOf(role)!.Value, role == Role.UnitHead ? Units.Among(draft.Authority, draft.Paperwork.OtherUnits, actor.Unit) : null)),
            GiveProfileVisa.Route => Units.Among(AuthorityCode.Fcs, draft.Profile!.MissingVisas, actor.Unit) is not null,
            Attach.Route => DraftLifecycle.Papers(draft, reference.Current.Authorities, clock.GetUtcNow())
                .Any(paper => DraftPermissions.Refuse(draft, Attach.Foreseen(paper), actor, reference.Current.Authorities) is null),
            SignProfile.Route => (roles[0] == Role.Executor) == draft.Profile!.ExecutorSignature is null,
            _ => true,
        };
    }
}
