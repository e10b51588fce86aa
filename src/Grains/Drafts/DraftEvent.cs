namespace RmsOrleans.Grains.Drafts;

/// <summary>What the journal of a draft records, by the names in <see cref="StoredEvents"/>.</summary>
internal abstract record DraftEvent : JournalEvent<Draft>;

/// <summary>What happens to the profile that is made of a draft.</summary>
internal abstract record ProfileWorkEvent : DraftEvent
{
    public sealed override Draft Apply(Draft draft, EventLine line) =>
        draft.Profile is { } profile ? Apply(draft, profile) : base.Apply(draft, line);

    protected abstract Draft Apply(Draft draft, ProfileState profile);
}
