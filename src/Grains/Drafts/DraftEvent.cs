using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// What the journal of a draft records, and how it changes a draft. Stored as JSON for ever: a name in <see cref="StoredEvents"/> and a
/// property's name never change their meaning; who and when stand in the line, not here.
/// </summary>
internal abstract record DraftEvent
{
    /// <summary>The idempotency key of the request that wrote this line, if it had one.</summary>
    public RequestKey? Request { get; init; }

    /// <summary>The draft that begins with it.</summary>
    public virtual Draft Begin(DraftLine line) =>
        throw new InvalidOperationException($"The journal of draft {line.Draft} begins with {GetType().Name}.");

    /// <summary>The draft after it.</summary>
    public virtual Draft Apply(Draft draft, DraftLine line) =>
        throw new InvalidOperationException($"Draft {line.Draft}: {GetType().Name} is not an event of a draft's life.");
}

/// <summary>What happens to the profile that is made of a draft.</summary>
internal abstract record ProfileWorkEvent : DraftEvent
{
    public sealed override Draft Apply(Draft draft, DraftLine line) =>
        draft.Profile is { } profile ? Apply(draft, profile) : base.Apply(draft, line);

    protected abstract Draft Apply(Draft draft, ProfileState profile);
}
