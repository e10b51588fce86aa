using System.Text.Json.Nodes;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Drafts.Consideration;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The steps of the FCS and of the directorate with a registered draft, and what its authority does meanwhile.</summary>
internal static class ConsiderationDocuments
{
    public static RouteDocument AssignExecutor() => Step<AssignExecutor>(
        "assignExecutor", "Assign or replace the executor", "By a coordinator of the FCS, with the responsible unit. `subject` is that of the executor's token.",
        Examples.AssignExecutor, Examples.Receipt);

    public static RouteDocument ConveneMeeting() => Step<ConveneMeeting>(
        "conveneMeeting", "Convene a joint meeting", "By the head of the RMS department, of two or more units of the FCS. The term goes on.",
        Examples.ConveneMeeting, Examples.Receipt);

    public static RouteDocument RecordMinutes() => Step<RecordMinutes>(
        "recordMinutes", "Record the minutes of the meeting",
        "By a coordinator of the FCS. After minutes that say that no profile is to be developed, only Inexpedient can be resolved.",
        Examples.RecordMinutes, Examples.Receipt);

    public static RouteDocument Resolve() => Step<Resolve>(
        "resolveDraft", "Resolve",
        "By the draft's executor. Each resolution carries its own: Expedient `agreedBy`; Inexpedient `reasons`; GatheringInformation `needed` and "
        + "`bodies`; FinalisationByFcs `analysis`; FinalisationByAuthority `remarks`; RequestToDirectorate `question` and `unit`. `resolutions` of "
        + "the draft says which are allowed now.",
        Examples.Resolve, () => Examples.ReceiptIn("FinalisationByAuthority"));

    public static RouteDocument RecordInformation() => Step<RecordInformation>(
        "recordInformation", "Record the information received", "By the draft's executor; the draft is under consideration again, with its term anew.",
        Examples.RecordInformation, Examples.Receipt);

    public static RouteDocument GiveOpinion() => Step<GiveOpinion>(
        "giveOpinion", "Give the directorate's opinion", "By an official of the unit that was asked. The directorate's coordinator sends it.",
        Examples.GiveOpinion, () => Examples.ReceiptIn("RequestToDirectorate"));

    public static RouteDocument AgreeOpinion() => DraftDocuments.Step(
        "agreeOpinion", "Agree to the opinion, which sends it", "By a coordinator of the directorate. There is no body.", takes => takes, seen: false, Examples.Receipt);

    public static RouteDocument ReturnOpinion() => Step<ReturnOpinion>(
        "returnOpinion", "Give the opinion back with remarks", "By a coordinator of the directorate; the official gives another.",
        Examples.ReturnOpinion, () => Examples.ReceiptIn("RequestToDirectorate"));

    public static RouteDocument Resubmit() => Step<Resubmit>(
        "resubmitDraft", "Resubmit after finalisation",
        "By a coordinator of the draft's authority, once the paperwork is complete again, with one answer to each remark. The number stays; the version is the next.",
        Examples.Resubmit, Examples.Receipt);

    public static RouteDocument Withdraw() => Step<Withdraw>(
        "withdrawDraft", "Withdraw", "By a coordinator of the draft's authority. The number stays with the draft.",
        Examples.Withdraw, () => Examples.ReceiptIn("Withdrawn"));

    private static RouteDocument Step<T>(string id, string summary, string text, Func<JsonNode> example, Func<JsonNode> answer) where T : DraftCommand =>
        DraftDocuments.Step(id, summary, text, takes => takes.Body<T>(example), seen: false, answer);
}
