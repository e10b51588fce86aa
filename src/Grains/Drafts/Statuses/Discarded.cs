namespace RmsOrleans.Grains.Drafts.Statuses;

/// <summary>Discarded: given up before registration. Nothing more happens.</summary>
internal static class Discarded
{
    public static Decision Decide(Draft draft, DraftCommand command) =>
        new Refusal(RefusalReason.WrongStatus, "The draft is Discarded; nothing more is possible. Prepare a new one.");
}
