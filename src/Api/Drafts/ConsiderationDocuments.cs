using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Api.Drafts;

/// <summary>The steps of the FCS and of the directorate with a registered draft, and what its authority does meanwhile.</summary>
internal static class ConsiderationDocuments
{
    public static RouteDocument AssignExecutor() => Step<AssignExecutor>(
        Operation.AssignExecutor, "Assign or replace the executor", "With the responsible unit. `subject` is that of the executor's token.",
        Examples.AssignExecutor, Examples.Receipt);

    public static RouteDocument ConveneMeeting() => Step<ConveneMeeting>(
        Operation.ConveneMeeting, "Convene a joint meeting", "Of two or more units of the FCS. The term goes on.",
        Examples.ConveneMeeting, Examples.Receipt);

    public static RouteDocument RecordMinutes() => Step<RecordMinutes>(
        Operation.RecordMinutes, "Record the minutes of the meeting",
        "After minutes that say that no profile is to be developed, only Inexpedient can be resolved.",
        Examples.RecordMinutes, Examples.Receipt);

    public static RouteDocument Resolve() => Step<Resolve>(
        Operation.ResolveDraft, "Resolve",
        "Each resolution carries its own: Expedient `agreedBy`; Inexpedient `reasons`; GatheringInformation `needed` and "
        + "`bodies`; FinalisationByFcs `analysis`; FinalisationByAuthority `remarks`; RequestToDirectorate `question` and `unit`. `resolutions` of "
        + "the draft says which are allowed now.",
        Examples.Resolve, () => Examples.ReceiptIn("FinalisationByAuthority"));

    public static RouteDocument RecordInformation() => Step<RecordInformation>(
        Operation.RecordInformation, "Record the information received", "The draft is under consideration again, with its term anew.",
        Examples.RecordInformation, Examples.Receipt);

    public static RouteDocument GiveOpinion() => Step<GiveOpinion>(
        Operation.GiveOpinion, "Give the directorate's opinion", "The directorate's coordinator sends it.",
        Examples.GiveOpinion, () => Examples.ReceiptIn("RequestToDirectorate"));

    public static RouteDocument AgreeOpinion() => DraftDocuments.Step(
        Operation.AgreeOpinion, "Agree to the opinion, which sends it", "There is no body.", takes => takes, seen: false, Examples.Receipt);

    public static RouteDocument ReturnOpinion() => Step<ReturnOpinion>(
        Operation.ReturnOpinion, "Give the opinion back with remarks", "The official gives another.",
        Examples.ReturnOpinion, () => Examples.ReceiptIn("RequestToDirectorate"));

    public static RouteDocument Resubmit() => Step<Resubmit>(
        Operation.ResubmitDraft, "Resubmit after finalisation",
        "Once the paperwork is complete again, with one answer to each remark. The number stays; the version is the next.",
        Examples.Resubmit, Examples.Receipt);

    public static RouteDocument Withdraw() => Step<Withdraw>(
        Operation.WithdrawDraft, "Withdraw", "The number stays with the draft.",
        Examples.Withdraw, () => Examples.ReceiptIn("Withdrawn"));

    private static RouteDocument Step<T>(Operation operation, string summary, string text, Func<JsonNode> example, Func<JsonNode> answer) where T : DraftCommand =>
        DraftDocuments.Step(operation, summary, text, takes => takes.Body<T>(example), seen: false, answer);
}
