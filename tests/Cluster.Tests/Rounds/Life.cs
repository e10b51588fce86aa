using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>A way through the life of a draft after its submission, all of whose steps are taken at the FCS.</summary>
/// <param name="Steps">Routes and what they are sent.</param>
/// <param name="Lines">The draft's whole journal after it.</param>
/// <param name="Statuses">Those that the draft had, in order.</param>
internal sealed record Life(IReadOnlyList<(string Route, object? Body)> Steps, IReadOnlyList<string> Lines, IReadOnlyList<string> Statuses)
{
    public const string Unit = "Tariff control";

    private const string Officer = "10000000/test";

    /// <summary>No step at all.</summary>
    public static readonly Life Submission = new([], ["DraftSubmitted", "DraftRegistered"], [nameof(DraftStatus.UnderConsideration)]);

    public static readonly Life ToInexpedient = new(
        [
            (AssignExecutor.Route, new { subject = Officer, name = "An executor", unit = Unit }),
            (Resolve.Route, new { resolution = "GatheringInformation", needed = "Prices of the producers", bodies = new[] { "The tax service" } }),
            (RecordInformation.Route, new { text = "The tax service confirms the prices." }),
            (Resolve.Route, new { resolution = "FinalisationByFcs", analysis = "The share of hits" }),
            (Resolve.Route, new { resolution = "Inexpedient", reasons = "A profile in force covers the risk." }),
        ],
        [.. Submission.Lines, "ExecutorAssigned", "InformationRequested", "InformationReceived", "FinalisationByFcsBegun", "ResolvedInexpedient"],
        [
            nameof(DraftStatus.UnderConsideration), nameof(DraftStatus.GatheringInformation), nameof(DraftStatus.UnderConsideration),
            nameof(DraftStatus.FinalisationByFcs), nameof(DraftStatus.Inexpedient),
        ]);

    public static readonly Life ToAdoption = new(
        [
            (AssignExecutor.Route, new { subject = Officer, name = "An executor", unit = Unit }),
            (Resolve.Route, new { resolution = "Expedient", agreedBy = "V. V. Kuzmin" }),
            (PrepareProfile.Route, null),
            (SignProfile.Route, null),
            (SignProfile.Route, null),
            (RequestApproval.Route, null),
            (Approve.Route, null),
            (ReportApproval.Route, new { date = $"{DateTime.UtcNow.AddHours(3):yyyy-MM-dd}" }),
            (RegisterProfile.Route, null),
        ],
        [
            .. Submission.Lines, "ExecutorAssigned", "ResolvedExpedient", "ProfilePrepared", "ProfileSignedByExecutor", "ProfileSignedByDivision",
            "ApprovalRequested", "ProfileApproved", "ApprovalReported", "DraftAdopted",
        ],
        [
            nameof(DraftStatus.UnderConsideration), nameof(DraftStatus.Expedient), nameof(DraftStatus.AwaitingApproval), nameof(DraftStatus.Approved),
            nameof(DraftStatus.Adopted),
        ]);
}
