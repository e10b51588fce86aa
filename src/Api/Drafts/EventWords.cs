using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Api.Drafts;

/// <summary>How a journal, as an answer or printed, tells what happened to a draft or a profile, by the names that the journal stores.</summary>
internal static class EventWords
{
    private static readonly Dictionary<string, EventWord> words = new(StringComparer.Ordinal)
    {
        ["DraftPrepared"] = new(new("Prepared", "Подготовлен")),
        ["DraftSubmitted"] = new(new("Entered as signed and agreed on paper", "Внесён подписанным и завизированным на бумаге"), "attachments.name"),
        ["DraftEdited"] = new(new("Changed", "Изменён")),
        ["DraftSigned"] = new(new("Signed", "Подписан")),
        ["VisaGiven"] = new(new("Visa given", "Завизирован"), "visa.unit"),
        ["VisaRefused"] = new(new("Visa refused", "Отказано в визе"), "unit", "remarks"),
        ["DraftDiscarded"] = new(new("Discarded", "Подготовка прекращена"), "reason"),
        ["DraftRegistered"] = new(new("Registered", "Зарегистрирован"), "number"),
        ["ExecutorAssigned"] = new(new("Executor assigned", "Назначен исполнитель"), "executor.name", "unit"),
        ["MeetingConvened"] = new(new("Joint meeting convened", "Назначено совместное совещание"), "units"),
        ["MeetingUnitsChanged"] = new(new("Units of the joint meeting changed", "Изменён состав совместного совещания"), "units", "reason"),
        ["MeetingCancelled"] = new(new("Joint meeting called off", "Совместное совещание отменено"), "reason"),
        ["MinutesRecorded"] = new(new("Minutes recorded", "Внесён протокол совещания"), "minutes.number", "minutes.date"),
        ["ResolvedExpedient"] = new(new("Resolved: expedient", "Резолюция: целесообразно"), "agreedBy"),
        ["ResolvedInexpedient"] = new(new("Resolved: inexpedient", "Резолюция: нецелесообразно"), "reasons"),
        ["InformationRequested"] = new(new("Information asked for", "Запрошена информация"), "needed", "bodies"),
        ["InformationReceived"] = new(new("Information received", "Получена информация"), "text"),
        ["InformationTermLapsed"] = new(new("Term of gathering information passed", "Истёк срок сбора информации")),
        ["FinalisationByFcsBegun"] = new(new("Finalisation by the FCS begun", "Начата доработка в ФТС России"), "analysis"),
        ["FinalisationByAuthorityRequested"] = new(new("Sent back to the authority for finalisation", "Возвращён на доработку в таможенный орган"), "remarks"),
        ["DraftResubmitted"] = new(new("Resubmitted", "Представлен повторно"), "answers.answer"),
        ["OpinionRequested"] = new(new("Opinion of the directorate asked for", "Запрошено заключение РТУ"), "asked.unit", "asked.question"),
        ["AddresseeCorrected"] = new(new("Addressee of the request corrected", "Исправлен адресат запроса"), "unit"),
        ["UnitReplaced"] = new(new("Unit replaced by one of the register", "Подразделение заменено значением справочника"), "unit", "by"),
        ["AttachmentAdded"] = new(new("File added", "Приложен файл"), "number", "file.name", "file.sha256"),
        ["AttachmentRemoved"] = new(new("File taken out, No.", "Файл изъят, №"), "number"),
        ["TrialRunAttached"] = new(new("Trial run attached", "Приложен пробный прогон"), "run.id"),
        ["OpinionGiven"] = new(new("Opinion given", "Подготовлено заключение РТУ"), "opinion.conclusion", "opinion.text", "opinion.official"),
        ["OpinionReturned"] = new(new("Opinion given back", "Заключение РТУ возвращено"), "remarks"),
        ["OpinionAgreed"] = new(new("Opinion agreed and sent", "Заключение РТУ согласовано и направлено")),
        ["DraftWithdrawn"] = new(new("Withdrawn", "Отозван"), "reason"),
        ["DeadlineMissed"] = new(new("Deadline missed", "Нарушен срок"), "kind") { Names = kind => Enum.Parse<DeadlineKind>(kind).InWords() },
        ["DeadlineMoved"] = new(new("Deadline moved by the calendar", "Срок перенесён по календарю")),
        ["ProfileEdited"] = new(new("Profile changed", "Изменён профиль риска"), "units"),
        ["ProfileTrialRunAttached"] = new(new("Trial run attached to the profile", "К профилю риска приложен пробный прогон"), "run.id"),
        ["ProfilePrepared"] = new(new("Profile declared prepared", "Профиль риска подготовлен")),
        ["ProfileVisaGiven"] = new(new("Profile: visa given", "Профиль риска завизирован"), "visa.unit"),
        ["ProfileVisaRefused"] = new(new("Profile: visa refused", "Профиль риска: отказано в визе"), "unit", "remarks"),
        ["ProfileSignedByExecutor"] = new(new("Profile signed by the executor", "Профиль риска подписан исполнителем")),
        ["ProfileSignedByDivision"] = new(new("Profile signed by the head of the division", "Профиль риска подписан начальником управления")),
        ["ApprovalRequested"] = new(new("Submitted for approval", "Направлен на утверждение"), "papers.text"),
        ["ProfileApproved"] = new(new("Approved", "Утверждён")),
        ["ProfileReturned"] = new(new("Given back by the signatory", "Возвращён без утверждения"), "remarks"),
        ["ApprovalReported"] = new(new("Approval reported", "Сообщено об утверждении"), "report.number", "report.date"),
        ["DraftAdopted"] = new(new("Adopted: the profile has its number", "Профилю риска присвоен номер"), "number"),
        ["ProfileRegistered"] = new(new("Registered", "Зарегистрирован"), "number"),
        ["ProfileInForce"] = new(new("In force from", "Действует с"), "from") { Alone = new("In force", "Действует") },
        ["ProfileExpired"] = new(new("Expired; last day", "Срок действия истёк; последний день"), "lastDay") { Alone = new("Expired", "Срок действия истёк") },
        ["ProfileUpdated"] = new(new("Updated on a decision", "Изменён на основании решения"), "decision.number", "decision.date", "decision.reason"),
        ["ProfileCancellationDecided"] = new(new("Cancellation decided", "Принято решение об отмене"), "decision.number", "decision.date", "decision.reason"),
        ["ProfileCancelled"] = new(new("Cancelled", "Отменён"), "decision.number", "decision.date", "decision.reason"),
    };

    public static IEnumerable<string> Known => words.Keys;

    /// <summary>An event that has no words here keeps its name.</summary>
    public static EventWord Of(string name) => words.GetValueOrDefault(name) ?? new EventWord(Phrase.Same(name));
}

/// <summary>How an extract of the journal tells an event.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Said">Members of the stored event, each by its path with dots, whose texts are repeated.</param>
internal sealed record EventWord(Phrase Name, params string[] Said)
{
    /// <summary>What happened, where none of the texts follows.</summary>
    public Phrase Alone { get; init; } = Name;

    /// <summary>Where the texts are names that the domain knows: what they are called.</summary>
    public Func<string, Phrase>? Names { get; init; }
}
