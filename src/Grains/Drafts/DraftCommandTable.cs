using System.Text.Json.Serialization;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The commands of a draft, in the order of its life.</summary>
public static class DraftCommandTable
{
    public static CommandTable<DraftCommand> All { get; } = new(
        new CommandRow<DraftCommand, Submit>(
            Operation.Submit, null, "Submit a signed and agreed draft; it is registered and gets its number")
        { Name = new("Submit a signed draft", "Представить подписанный проект") },
        new CommandRow<DraftCommand, Prepare>(
            Operation.PrepareDraft, null, "Prepare a draft")
        { Name = new("New draft", "Новый проект") },
        new CommandRow<DraftCommand, Edit>(
            Operation.EditDraft, Edit.Route, "Change content, note or named units",
            "It voids signature and visas.")
        { Name = new("Change", "Изменить"), Replaces = true, NeedsIfMatch = true },
        new CommandRow<DraftCommand, Sign>(
            Operation.SignDraft, Sign.Route, "Sign",
            "The body may be left out.")
        {
            Name = new("Sign", "Подписать"),
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Example = """{ "position": "Head of the unit", "acting": false }""",
        },
        new CommandRow<DraftCommand, GiveVisa>(
            Operation.GiveVisa, GiveVisa.Route, "Give a visa",
            "After the signature; `as` names the office.")
        { Name = new("Give a visa", "Завизировать"), NeedsIfMatch = true, Example = """{ "as": "CoordinationHead" }""" },
        new CommandRow<DraftCommand, RefuseVisa>(
            Operation.RefuseVisa, RefuseVisa.Route, "Refuse a visa, with remarks",
            "It voids signature and visas and gives the draft back to its author.")
        { Name = new("Refuse a visa", "Отказать в визе"), Example = """{ "as": "CoordinationHead", "remarks": "The calculation leaves out the returns of 2025." }""" },
        new CommandRow<DraftCommand, Register>(
            Operation.RegisterDraft, Register.Route, "Register the agreed draft",
            "Once the paperwork is complete. There is no body.")
        { Name = new("Register", "Зарегистрировать"), Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.UnderConsideration) },
        new CommandRow<DraftCommand, Discard>(
            Operation.DiscardDraft, Discard.Route, "Give a draft up before registration",
            "For good; with the reason.")
        { Name = new("Give up", "Прекратить подготовку"), Example = """{ "reason": "The risk is covered by a profile in force." }""" },
        new CommandRow<DraftCommand, AssignExecutor>(
            Operation.AssignExecutor, AssignExecutor.Route, "Assign or replace the executor",
            "With the responsible unit. `subject` is that of the executor's token.")
        {
            Name = new("Assign the executor", "Назначить исполнителя"),
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """{ "subject": "executor-7", "name": "R. A. Zimin", "unit": "Tariff control" }""",
        },
        new CommandRow<DraftCommand, ConveneMeeting>(
            Operation.ConveneMeeting, ConveneMeeting.Route, "Convene a joint meeting",
            "Of two or more units of the FCS. The term goes on.")
        { Name = new("Convene a joint meeting", "Назначить совместное совещание"), Shows = nameof(DraftStatus.UnderConsideration), Example = """{ "units": ["Tariff control", "Analysis"] }""" },
        new CommandRow<DraftCommand, ChangeMeetingUnits>(
            Operation.ChangeMeetingUnits, ChangeMeetingUnits.Route, "Change the units of the convened meeting",
            "With the reason; until the minutes are recorded.")
        {
            Name = new("Change the units of the meeting", "Изменить состав совещания"),
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """{ "units": ["Tariff control", "Customs value"], "reason": "The price level is asked for." }""",
        },
        new CommandRow<DraftCommand, CancelMeeting>(
            Operation.CancelMeeting, CancelMeeting.Route, "Call the convened meeting off",
            "With the reason; until the minutes are recorded. Another one can be convened.")
        { Name = new("Call the meeting off", "Отменить совещание"), Shows = nameof(DraftStatus.UnderConsideration), Example = """{ "reason": "The units have agreed in writing." }""" },
        new CommandRow<DraftCommand, RecordMinutes>(
            Operation.RecordMinutes, RecordMinutes.Route, "Record the minutes of the meeting",
            "Dated between the day on which it was convened and today; the responsible unit is one of the meeting. If it is another than the executor's, the "
            + "draft waits for a new executor. After minutes that say that no profile is to be developed, only Inexpedient can be resolved.")
        {
            Name = new("Record the minutes", "Внести протокол совещания"),
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """
            {
              "number": "14/RMS", "date": "2026-11-21", "text": "The price level of the proposal was confirmed.",
              "developProfile": true, "responsibleUnit": "Tariff control"
            }
            """,
        },
        new CommandRow<DraftCommand, Resolve>(
            Operation.ResolveDraft, Resolve.Route, "Resolve",
            "Each resolution carries its own: Expedient `agreedBy`; Inexpedient `reasons`; GatheringInformation `needed` and "
            + "`bodies`; FinalisationByFcs `analysis`; FinalisationByAuthority `remarks`; RequestToDirectorate `question` and `unit`. `resolutions` of "
            + "the draft says which are allowed now.")
        {
            Name = new("Resolve", "Вынести резолюцию"),
            Shows = nameof(DraftStatus.FinalisationByAuthority),
            Example = """
            { "resolution": "FinalisationByAuthority", "remarks": ["Say what like goods cost in 2025.", "Name the carriers that are concerned."] }
            """,
        },
        new CommandRow<DraftCommand, RecordInformation>(
            Operation.RecordInformation, RecordInformation.Route, "Record the information received",
            "The draft is under consideration again, with its term anew.")
        {
            Name = new("Record the information received", "Внести полученную информацию"),
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """{ "text": "The tax service confirms the prices that the producers declared." }""",
        },
        new CommandRow<DraftCommand, CorrectAddressee>(
            Operation.CorrectAddressee, CorrectAddressee.Route, "Ask another unit of the directorate",
            "Until an opinion is given. The term goes on.")
        { Name = new("Ask another unit", "Изменить адресата запроса"), Shows = nameof(DraftStatus.RequestToDirectorate), Example = """{ "unit": "Tariff control" }""" },
        new CommandRow<DraftCommand, GiveOpinion>(
            Operation.GiveOpinion, GiveOpinion.Route, "Give the directorate's opinion",
            "The directorate's coordinator sends it.")
        {
            Name = new("Give the opinion", "Подготовить заключение"),
            Shows = nameof(DraftStatus.RequestToDirectorate),
            Example = """{ "conclusion": "A profile is needed", "text": "Two other offices of the region have seen the same prices.", "official": "D. P. Rogov" }""",
        },
        new CommandRow<DraftCommand, AgreeOpinion>(
            Operation.AgreeOpinion, AgreeOpinion.Route, "Agree to the opinion, which sends it",
            "There is no body.")
        { Name = new("Agree to the opinion and send it", "Согласовать и направить заключение"), Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.UnderConsideration) },
        new CommandRow<DraftCommand, ReturnOpinion>(
            Operation.ReturnOpinion, ReturnOpinion.Route, "Give the opinion back with remarks",
            "The official gives another.")
        { Name = new("Give the opinion back", "Возвратить заключение"), Shows = nameof(DraftStatus.RequestToDirectorate), Example = """{ "remarks": "Say which two offices." }""" },
        new CommandRow<DraftCommand, Resubmit>(
            Operation.ResubmitDraft, Resubmit.Route, "Resubmit after finalisation",
            "Once the paperwork is complete again, with one answer to each remark. The number stays; the version is the next.")
        {
            Name = new("Resubmit", "Представить повторно"),
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """
            {
              "answers": [
                { "remark": 1, "answer": "The note compares the prices of 2025 now." },
                { "remark": 2, "answer": "They are named in the risk area." }
              ]
            }
            """,
        },
        new CommandRow<DraftCommand, Withdraw>(
            Operation.WithdrawDraft, Withdraw.Route, "Withdraw",
            "The number stays with the draft.")
        { Name = new("Withdraw", "Отозвать"), Shows = nameof(DraftStatus.Withdrawn), Example = """{ "reason": "The goods are no longer imported through the region." }""" },
        new CommandRow<DraftCommand, ReplaceUnit>(
            Operation.ReplaceUnit, ReplaceUnit.Route, "Put a known unit in the place of one that is not in the register",
            "After units of the authority were loaded. The coordinator replaces units of the draft's own authority, the executor those of the FCS; signature and "
            + "visas stay.")
        { Name = new("Replace a unit", "Заменить подразделение"), Shows = nameof(DraftStatus.UnderConsideration), Example = """{ "unit": "Tariffs", "by": "Tariff control" }""" },
        new CommandRow<DraftCommand, Attach>(
            Operation.AddAttachment, Attach.Route, "Add a file to a paper of the draft",
            "While that paper may be written. With the draft or its note it voids signature and visas. What a file is, its content says and not its name: PDF, PNG, "
            + "JPEG, TIFF, DOCX, XLSX, ODT, ODS, or a text (TXT, CSV) in UTF-8 or windows-1251.")
        { Name = new("Add a file", "Приложить файл"), NeedsIfMatch = true, Body = CommandBody.File },
        new CommandRow<DraftCommand, Detach>(
            Operation.RemoveAttachment, Detach.Route, "Take a file out of the draft or its note",
            "While the draft may be edited; it voids signature and visas. The file stays in the list as removed, and its bytes can still be read. There is no body.")
        { Name = new("Take a file out", "Изъять файл"), NeedsIfMatch = true, Body = CommandBody.Path },
        new CommandRow<DraftCommand, AttachTrialRun>(
            Operation.AttachTrialRun, AttachTrialRun.Route, "Attach a trial run to the draft, or to the profile in the making",
            "One of the caller's authority that is done and tried what is proposed now. Whoever may read the draft reads its totals; it goes stale when the content changes. "
            + "`takeEstimate` puts its estimate in the place of the note's number of consignments. It voids signatures and visas.")
        { Name = new("Attach a trial run", "Приложить пробный прогон"), Replaces = true, NeedsIfMatch = true, Body = CommandBody.Named },
        new CommandRow<DraftCommand, EditProfile>(
            Operation.EditProfile, EditProfile.Route, "Edit the profile in the making",
            "Content, note and the FCS units whose visa is needed. The draft's own are there to start from. It voids visas and signatures.")
        { Name = new("Edit the profile", "Изменить профиль"), Replaces = true, NeedsIfMatch = true, Shows = nameof(DraftStatus.Expedient) },
        new CommandRow<DraftCommand, PrepareProfile>(
            Operation.PrepareProfile, PrepareProfile.Route, "Declare profile and note prepared",
            "The term of preparation ends. There is no body.")
        { Name = new("Declare the profile prepared", "Сообщить о готовности профиля"), Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.Expedient) },
        new CommandRow<DraftCommand, GiveProfileVisa>(
            Operation.GiveProfileVisa, GiveProfileVisa.Route, "Give a visa to the profile",
            "The body may be left out.")
        {
            Name = new("Give the profile a visa", "Завизировать профиль"),
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.Expedient),
            Example = """{ "acting": false }""",
        },
        new CommandRow<DraftCommand, RefuseProfileVisa>(
            Operation.RefuseProfileVisa, RefuseProfileVisa.Route, "Refuse a visa to the profile, with remarks",
            "It voids visas and signatures.")
        { Name = new("Refuse the profile a visa", "Отказать профилю в визе"), Shows = nameof(DraftStatus.Expedient), Example = """{ "remarks": "The share of hits is not shown." }""" },
        new CommandRow<DraftCommand, SignProfile>(
            Operation.SignProfile, SignProfile.Route, "Sign the profile",
            "After all visas: first the executor, then the head of the structural division. The body may be left out.")
        {
            Name = new("Sign the profile", "Подписать профиль"),
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.Expedient),
            Example = """{ "position": "Chief inspector", "acting": false }""",
        },
        new CommandRow<DraftCommand, RequestApproval>(
            Operation.RequestApproval, RequestApproval.Route, "Submit the profile for approval",
            "Once both have signed. A letter goes with an informal profile, a memorandum with any other, to the signatory of its territory, "
            + "with profile and draft, their notes, and the directorate's opinion if there is one. The body may be left out.")
        {
            Name = new("Submit for approval", "Направить на утверждение"),
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.AwaitingApproval),
            Example = """{ "text": "Submitted for approval." }""",
        },
        new CommandRow<DraftCommand, Approve>(
            Operation.ApproveProfile, Approve.Route, "Approve the profile",
            "Its territory says who signs. The body may be left out.")
        {
            Name = new("Approve", "Утвердить"),
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.Approved),
            Example = """{ "position": "Chief inspector", "acting": false }""",
        },
        new CommandRow<DraftCommand, ReturnProfile>(
            Operation.ReturnProfile, ReturnProfile.Route, "Give the profile back with remarks",
            "Before the approval or after it, until the profile has its number. It voids visas, signatures, approval and report, and the term of "
            + "preparation begins anew.")
        { Name = new("Give the profile back", "Возвратить профиль"), Shows = nameof(DraftStatus.Expedient), Example = """{ "remarks": "Shorten the term of validity." }""" },
        new CommandRow<DraftCommand, ReportApproval>(
            Operation.ReportApproval, ReportApproval.Route, "Report the approval",
            "Of a letter its registry number and date, of a memorandum the date of the resolution. It is the request for the profile's number.")
        { Name = new("Report the approval", "Сообщить об утверждении"), Shows = nameof(DraftStatus.Approved), Example = """{ "date": "2026-11-21" }""" },
        new CommandRow<DraftCommand, RegisterProfile>(
            Operation.RegisterProfile, RegisterProfile.Route, "Register the profile: the draft is adopted",
            "After the report. One step gives the profile its number, makes the draft Adopted and enters the profile into the directory. There is no body.")
        { Name = new("Register the profile", "Зарегистрировать профиль"), Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.Adopted) });

    public static Operation OperationOf(DraftCommand command) => All.Of(command.GetType()).Operation;
}

/// <summary>How bodies of commands are read and written; options and converters are those of the API.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Submit))]
[JsonSerializable(typeof(Prepare))]
[JsonSerializable(typeof(Edit))]
[JsonSerializable(typeof(Sign))]
[JsonSerializable(typeof(GiveVisa))]
[JsonSerializable(typeof(RefuseVisa))]
[JsonSerializable(typeof(Register))]
[JsonSerializable(typeof(Discard))]
[JsonSerializable(typeof(AssignExecutor))]
[JsonSerializable(typeof(ConveneMeeting))]
[JsonSerializable(typeof(ChangeMeetingUnits))]
[JsonSerializable(typeof(CancelMeeting))]
[JsonSerializable(typeof(RecordMinutes))]
[JsonSerializable(typeof(Resolve))]
[JsonSerializable(typeof(RecordInformation))]
[JsonSerializable(typeof(CorrectAddressee))]
[JsonSerializable(typeof(ReplaceUnit))]
[JsonSerializable(typeof(GiveOpinion))]
[JsonSerializable(typeof(AgreeOpinion))]
[JsonSerializable(typeof(ReturnOpinion))]
[JsonSerializable(typeof(Resubmit))]
[JsonSerializable(typeof(Withdraw))]
[JsonSerializable(typeof(Attach))]
[JsonSerializable(typeof(Detach))]
[JsonSerializable(typeof(AttachTrialRun))]
[JsonSerializable(typeof(EditProfile))]
[JsonSerializable(typeof(PrepareProfile))]
[JsonSerializable(typeof(GiveProfileVisa))]
[JsonSerializable(typeof(RefuseProfileVisa))]
[JsonSerializable(typeof(SignProfile))]
[JsonSerializable(typeof(RequestApproval))]
[JsonSerializable(typeof(Approve))]
[JsonSerializable(typeof(ReturnProfile))]
[JsonSerializable(typeof(ReportApproval))]
[JsonSerializable(typeof(RegisterProfile))]
public sealed partial class DraftCommandJson : JsonSerializerContext;
