namespace RmsOrleans.Grains.Drafts;

/// <summary>Withdrawn: the draft's own authority took it back; its number stays. Nothing more happens.</summary>
internal static class Withdrawn
{
    public static ImmutableArray<string> Possible(Draft draft) => [];

    public static Decision Decide(Draft draft) => new Decision.NotNow("This is not possible", "Это действие невозможно");
}

internal sealed record DraftWithdrawn(string Reason) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.Withdrawn, null);
}
