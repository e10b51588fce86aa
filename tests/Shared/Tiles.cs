using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Tests;

/// <summary>What becomes of the proposal in <see cref="Ceramics"/>: a profile, and the decisions about it.</summary>
internal static class Tiles
{
    public static readonly DecisionPaper Decision = new("14-88/301", new DateOnly(2026, 12, 10), "The threshold has moved with world prices.");

    public static byte[] Actor => LineActor.Write(Ceramics.FcsCoordinator, Role.Coordinator);

    /// <summary>What the grain of an approved draft hands to the directory; whatever status the draft has, it is Adopted afterwards.</summary>
    public static DraftAdoption Adopt(DraftHead draft, DraftContent? content = null, ExplanatoryNote? note = null) => new(
        ProfileId.Of(draft.Id), Actor, draft.Id, draft.LastLine, draft.LastHash, draft with { Status = DraftStatus.Adopted, Deadline = null },
        content ?? Ceramics.Content, note ?? Ceramics.Note, null);

    public static DraftContent Of(params string[] offices) =>
        Ceramics.Content with { RiskArea = Ceramics.Content.RiskArea with { Authorities = [.. offices] } };

    public static ExplanatoryNote Valid(string from, string to) =>
        Ceramics.Note with { ValidFrom = DateOnly.Parse(from, null), ValidTo = DateOnly.Parse(to, null) };
}
