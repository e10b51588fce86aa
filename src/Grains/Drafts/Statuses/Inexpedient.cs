namespace RmsOrleans.Grains.Drafts;

/// <summary>Inexpedient: the FCS makes no profile of the draft. Nothing more happens.</summary>
internal static class Inexpedient
{
    public static ImmutableArray<string> Possible(Draft draft) => [];

    public static Decision Decide(Draft draft) => new Decision.NotNow("This is not possible", "Это действие невозможно");
}

internal sealed record ResolvedInexpedient(string Reasons) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.Inexpedient, null);
}
