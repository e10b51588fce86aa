namespace RmsOrleans.Grains.Drafts;

/// <summary>Discarded: given up before registration. Nothing more happens.</summary>
internal static class Discarded
{
    public static ImmutableArray<string> Possible(Draft draft) => [];

    public static Decision Decide(Draft draft) => new Decision.NotNow("This is not possible", "Это действие невозможно");
}

internal sealed record DraftDiscarded(string Reason) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.Discarded, null);
}
