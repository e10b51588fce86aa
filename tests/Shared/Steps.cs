using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Tests;

/// <summary>The commands by which tests lead the tiles through consideration.</summary>
internal static class Steps
{
    public static readonly AssignExecutor Assign = new(Ceramics.Executor.Subject, Ceramics.Executor.Name, Ceramics.FcsUnit);
    public static readonly ConveneMeeting Convene = new([Ceramics.FcsUnit, "Analysis"]);
    public static readonly RecordMinutes Develop = new("14/RMS", new DateOnly(2026, 11, 21), "The price level was confirmed.", true, Ceramics.FcsUnit);
    public static readonly RecordMinutes DoNotDevelop = new("15/RMS", new DateOnly(2026, 11, 21), "A profile in force covers it.", false);
    public static readonly Resolve FindExpedient = new(Resolution.Expedient, AgreedBy: "V. V. Kuzmin");
    public static readonly Resolve FindInexpedient = new(Resolution.Inexpedient, Reasons: "A profile in force covers the risk.");
    public static readonly Resolve Gather = new(Resolution.GatheringInformation, Needed: "Prices of the producers", Bodies: ["The tax service"]);
    public static readonly Resolve FinaliseByFcs = new(Resolution.FinalisationByFcs, Analysis: "The share of hits");
    public static readonly Resolve SendBack = new(Resolution.FinalisationByAuthority, Remarks: ["Compare the prices of 2025.", "Name the carriers."]);
    public static readonly Resolve AskDirectorate = new(
        Resolution.RequestToDirectorate, Question: "Is the price level that of the region?", Unit: Ceramics.DirectorateUnit);
    public static readonly RecordInformation RecordInformation = new("The tax service confirms the prices.");
    public static readonly GiveOpinion GiveOpinion = new("A profile is needed", "Two other offices have seen the same prices.", "D. P. Rogov");
    public static readonly Resubmit Resubmit = new([new RemarkAnswer(2, "They are named now."), new RemarkAnswer(1, "The note compares them.")]);
    public static readonly EditProfile EditProfile = new(Ceramics.Content with { Title = "Ceramic tiles below their price" }, Ceramics.Note, [Ceramics.OtherFcsUnit]);
    public static readonly ReportApproval Report = new(new DateOnly(2026, 11, 21));
    /// <summary>A file of which there are no bytes: rules do not ask for them.</summary>
    public static Attach Attach(AttachmentPaper to, long bytes = 1000, string sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08") =>
        new(new AttachedFile(to, "расчёт.pdf", "application/pdf", bytes, sha256));

    /// <summary>A run that tried this, on the flow of Baltic Customs; an estimate is for the validity of the tiles' note.</summary>
    public static AttachTrialRun AttachRun(DraftContent content, double? expected = null, bool takesEstimate = false) => new(
        new AttachedRun(
            new Guid("0198c0de-0000-7000-8000-00000000000a"), RiskAreaHash.Of(content.RiskArea), new(2020, 1, 1), new(2021, 3, 31), [Ceramics.Baltic], 2, 16_910, 69, 71, 8_123_400.5m, 60, 13, 0.125,
            expected is { } number ? new AttachedEstimate(Ceramics.Note.ValidFrom, Ceramics.Note.ValidTo, number, number - 10, number + 10) : null,
            new AttachedInspections(3, 40.5, 2.3, 2, 1, 0)),
        takesEstimate);

    public static readonly Withdraw Withdraw = new("The goods are no longer imported.");
}
