using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a rule answers to a command.</summary>
internal abstract record Decision
{
    /// <summary>These events are to be written; with <paramref name="Registers"/> the draft then gets its number in the same transaction.</summary>
    public sealed record Happens(ImmutableArray<DraftEvent> Events, bool Registers = false) : Decision;

    /// <summary>The approved draft becomes a profile with this content and note: one transaction makes both, and the directory's entry.</summary>
    public sealed record Adopts(DraftContent Content, ExplanatoryNote Note) : Decision;

    /// <summary>It has been done before; the draft stands as it was asked for.</summary>
    public sealed record DoneBefore : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    public static Decision Event(DraftEvent happened) => new Happens([happened]);

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
}
