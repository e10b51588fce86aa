using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Api.Drafts;

/// <summary>The steps by which the FCS makes a profile of an expedient draft.</summary>
internal static class ProfileWorkDocuments
{
    public static RouteDocument Edit() => Step<EditProfile>(
        Operation.EditProfile, "Edit the profile in the making",
        "Content, note and the FCS units whose visa is needed. The draft's own are there to start from. It voids visas and signatures.",
        Examples.EditProfile, seen: true);

    public static RouteDocument Prepare() => DraftDocuments.Step(
        Operation.PrepareProfile, "Declare profile and note prepared", "The term of preparation ends. There is no body.", takes => takes, seen: false, Examples.ProfileReceipt);

    public static RouteDocument GiveVisa() => Step<GiveProfileVisa>(
        Operation.GiveProfileVisa, "Give a visa to the profile", "The body may be left out.", Examples.Acting, seen: true, optional: true);

    public static RouteDocument RefuseVisa() => Step<RefuseProfileVisa>(
        Operation.RefuseProfileVisa, "Refuse a visa to the profile, with remarks", "It voids visas and signatures.", Examples.RefuseProfileVisa);

    public static RouteDocument Sign() => Step<SignProfile>(
        Operation.SignProfile, "Sign the profile", "After all visas: first the executor, then the head of the structural division. The body may be left out.",
        Examples.SignProfile, seen: true, optional: true);

    public static RouteDocument RequestApproval() => Step<RequestApproval>(
        Operation.RequestApproval, "Submit the profile for approval",
        "Once both have signed. A letter goes with an informal profile, a memorandum with any other, to the signatory of its territory, "
        + "with profile and draft, their notes, and the directorate's opinion if there is one. The body may be left out.",
        Examples.RequestApproval, optional: true, status: "AwaitingApproval");

    public static RouteDocument Approve() => Step<Approve>(
        Operation.ApproveProfile, "Approve the profile",
        "Its territory says who signs. The body may be left out.",
        Examples.SignProfile, seen: true, optional: true, status: "Approved");

    public static RouteDocument Return() => Step<ReturnProfile>(
        Operation.ReturnProfile, "Give the profile back with remarks", "It voids visas and signatures, and the term of preparation begins anew.",
        Examples.ReturnProfile);

    public static RouteDocument Report() => Step<ReportApproval>(
        Operation.ReportApproval, "Report the approval",
        "Of a letter its registry number and date, of a memorandum the date of the resolution. It is the request for the profile's number.",
        Examples.ReportApproval, status: "Approved");

    public static RouteDocument Register() => DraftDocuments.Step(
        Operation.RegisterProfile, "Register the profile: the draft is adopted",
        "After the report. One step gives the profile its number, makes the draft Adopted and enters the profile into the directory. There is no body.",
        takes => takes, false, ProfileExamples.Adopted);

    private static RouteDocument Step<T>(
        Operation operation, string summary, string text, Func<JsonNode> example, bool seen = false, bool optional = false, string status = "Expedient") where T : DraftCommand =>
        DraftDocuments.Step(operation, summary, text, takes => takes.Body<T>(example, optional: optional), seen, () => Examples.ReceiptIn(status));
}
