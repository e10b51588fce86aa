using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The commands of a draft, in the order of its life.</summary>
public static class DraftCommandTable
{
    public static CommandTable<DraftCommand> All { get; } = new(
        new CommandRow<DraftCommand, Submit>(
            Operation.Submit, null, "Submit a signed and agreed draft; it is registered and gets its number"),
        new CommandRow<DraftCommand, Prepare>(
            Operation.PrepareDraft, null, "Prepare a draft"),
        new CommandRow<DraftCommand, Edit>(
            Operation.EditDraft, Routes.Content, "Change content, note or named units",
            "It voids signature and visas.")
        { Replaces = true, NeedsIfMatch = true },
        new CommandRow<DraftCommand, Sign>(
            Operation.SignDraft, Routes.Signature, "Sign",
            "The body may be left out.")
        {
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Example = """{ "position": "Head of the unit", "acting": false }""",
        },
        new CommandRow<DraftCommand, GiveVisa>(
            Operation.GiveVisa, Routes.Visas, "Give a visa",
            "After the signature; `as` names the office.")
        { NeedsIfMatch = true, Example = """{ "as": "CoordinationHead" }""" },
        new CommandRow<DraftCommand, RefuseVisa>(
            Operation.RefuseVisa, Routes.VisaRefusals, "Refuse a visa, with remarks",
            "It voids signature and visas and gives the draft back to its author.")
        { Example = """{ "as": "CoordinationHead", "remarks": "The calculation leaves out the returns of 2025." }""" },
        new CommandRow<DraftCommand, Register>(
            Operation.RegisterDraft, Routes.Registration, "Register the agreed draft",
            "Once the paperwork is complete. There is no body.")
        { Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.UnderConsideration) },
        new CommandRow<DraftCommand, Discard>(
            Operation.DiscardDraft, Routes.Discard, "Give a draft up before registration",
            "For good; with the reason.")
        { Example = """{ "reason": "The risk is covered by a profile in force." }""" },
        new CommandRow<DraftCommand, AssignExecutor>(
            Operation.AssignExecutor, Routes.Executor, "Assign or replace the executor",
            "With the responsible unit. `subject` is that of the executor's token.")
        {
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """{ "subject": "executor-7", "name": "R. A. Zimin", "unit": "Tariff control" }""",
        },
        new CommandRow<DraftCommand, ConveneMeeting>(
            Operation.ConveneMeeting, Routes.Meeting, "Convene a joint meeting",
            "Of two or more units of the FCS. The term goes on.")
        { Shows = nameof(DraftStatus.UnderConsideration), Example = """{ "units": ["Tariff control", "Analysis"] }""" },
        new CommandRow<DraftCommand, RecordMinutes>(
            Operation.RecordMinutes, Routes.Minutes, "Record the minutes of the meeting",
            "After minutes that say that no profile is to be developed, only Inexpedient can be resolved.")
        {
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """
            {
              "number": "14/RMS", "date": "2026-11-25", "text": "The price level of the proposal was confirmed.",
              "developProfile": true, "responsibleUnit": "Tariff control"
            }
            """,
        },
        new CommandRow<DraftCommand, Resolve>(
            Operation.ResolveDraft, Routes.Resolution, "Resolve",
            "Each resolution carries its own: Expedient `agreedBy`; Inexpedient `reasons`; GatheringInformation `needed` and "
            + "`bodies`; FinalisationByFcs `analysis`; FinalisationByAuthority `remarks`; RequestToDirectorate `question` and `unit`. `resolutions` of "
            + "the draft says which are allowed now.")
        {
            Shows = nameof(DraftStatus.FinalisationByAuthority),
            Example = """
            { "resolution": "FinalisationByAuthority", "remarks": ["Say what like goods cost in 2025.", "Name the carriers that are concerned."] }
            """,
        },
        new CommandRow<DraftCommand, RecordInformation>(
            Operation.RecordInformation, Routes.Information, "Record the information received",
            "The draft is under consideration again, with its term anew.")
        {
            Shows = nameof(DraftStatus.UnderConsideration),
            Example = """{ "text": "The tax service confirms the prices that the producers declared." }""",
        },
        new CommandRow<DraftCommand, GiveOpinion>(
            Operation.GiveOpinion, Routes.Opinion, "Give the directorate's opinion",
            "The directorate's coordinator sends it.")
        {
            Shows = nameof(DraftStatus.RequestToDirectorate),
            Example = """{ "conclusion": "A profile is needed", "text": "Two other offices of the region have seen the same prices.", "official": "D. P. Rogov" }""",
        },
        new CommandRow<DraftCommand, AgreeOpinion>(
            Operation.AgreeOpinion, Routes.OpinionAgreement, "Agree to the opinion, which sends it",
            "There is no body.")
        { Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.UnderConsideration) },
        new CommandRow<DraftCommand, ReturnOpinion>(
            Operation.ReturnOpinion, Routes.OpinionReturn, "Give the opinion back with remarks",
            "The official gives another.")
        { Shows = nameof(DraftStatus.RequestToDirectorate), Example = """{ "remarks": "Say which two offices." }""" },
        new CommandRow<DraftCommand, Resubmit>(
            Operation.ResubmitDraft, Routes.Resubmission, "Resubmit after finalisation",
            "Once the paperwork is complete again, with one answer to each remark. The number stays; the version is the next.")
        {
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
            Operation.WithdrawDraft, Routes.Withdrawal, "Withdraw",
            "The number stays with the draft.")
        { Shows = nameof(DraftStatus.Withdrawn), Example = """{ "reason": "The goods are no longer imported through the region." }""" },
        new CommandRow<DraftCommand, EditProfile>(
            Operation.EditProfile, Routes.Profile, "Edit the profile in the making",
            "Content, note and the FCS units whose visa is needed. The draft's own are there to start from. It voids visas and signatures.")
        { Replaces = true, NeedsIfMatch = true, Shows = nameof(DraftStatus.Expedient) },
        new CommandRow<DraftCommand, PrepareProfile>(
            Operation.PrepareProfile, Routes.ProfilePreparation, "Declare profile and note prepared",
            "The term of preparation ends. There is no body.")
        { Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.Expedient) },
        new CommandRow<DraftCommand, GiveProfileVisa>(
            Operation.GiveProfileVisa, Routes.ProfileVisas, "Give a visa to the profile",
            "The body may be left out.")
        {
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.Expedient),
            Example = """{ "acting": false }""",
        },
        new CommandRow<DraftCommand, RefuseProfileVisa>(
            Operation.RefuseProfileVisa, Routes.ProfileVisaRefusals, "Refuse a visa to the profile, with remarks",
            "It voids visas and signatures.")
        { Shows = nameof(DraftStatus.Expedient), Example = """{ "remarks": "The share of hits is not shown." }""" },
        new CommandRow<DraftCommand, SignProfile>(
            Operation.SignProfile, Routes.ProfileSignatures, "Sign the profile",
            "After all visas: first the executor, then the head of the structural division. The body may be left out.")
        {
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.Expedient),
            Example = """{ "position": "Chief inspector", "acting": false }""",
        },
        new CommandRow<DraftCommand, RequestApproval>(
            Operation.RequestApproval, Routes.ApprovalRequest, "Submit the profile for approval",
            "Once both have signed. A letter goes with an informal profile, a memorandum with any other, to the signatory of its territory, "
            + "with profile and draft, their notes, and the directorate's opinion if there is one. The body may be left out.")
        {
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.AwaitingApproval),
            Example = """{ "text": "Submitted for approval." }""",
        },
        new CommandRow<DraftCommand, Approve>(
            Operation.ApproveProfile, Routes.Approval, "Approve the profile",
            "Its territory says who signs. The body may be left out.")
        {
            NeedsIfMatch = true,
            Body = CommandBody.Optional,
            WhenEmpty = new(),
            Shows = nameof(DraftStatus.Approved),
            Example = """{ "position": "Chief inspector", "acting": false }""",
        },
        new CommandRow<DraftCommand, ReturnProfile>(
            Operation.ReturnProfile, Routes.ApprovalReturn, "Give the profile back with remarks",
            "It voids visas and signatures, and the term of preparation begins anew.")
        { Shows = nameof(DraftStatus.Expedient), Example = """{ "remarks": "Shorten the term of validity." }""" },
        new CommandRow<DraftCommand, ReportApproval>(
            Operation.ReportApproval, Routes.ApprovalReport, "Report the approval",
            "Of a letter its registry number and date, of a memorandum the date of the resolution. It is the request for the profile's number.")
        { Shows = nameof(DraftStatus.Approved), Example = """{ "date": "2026-12-03" }""" },
        new CommandRow<DraftCommand, RegisterProfile>(
            Operation.RegisterProfile, Routes.ProfileRegistration, "Register the profile: the draft is adopted",
            "After the report. One step gives the profile its number, makes the draft Adopted and enters the profile into the directory. There is no body.")
        { Body = CommandBody.None, WhenEmpty = new(), Shows = nameof(DraftStatus.Adopted) });

    public static Operation OperationOf(DraftCommand command) => All.Of(command.GetType()).Operation;
}
