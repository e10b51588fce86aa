using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A wish about a draft. What came of it is a <c>DraftEvent</c>, or a refusal.</summary>
[GenerateSerializer, Alias("draft-command"), Immutable]
public abstract record DraftCommand
{
    /// <summary>
    /// What is wrong with the command in itself, whoever gives it and however its draft stands. Faults that are known, because parts of it
    /// were <paramref name="unreadable"/> and have harmless values instead, come first, and nothing more is said about those parts.
    /// </summary>
    public ImmutableArray<ValidationError> Errors(ReferenceSnapshot reference, DateTimeOffset now, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        Check(errors, reference, now);
        return unreadable.AddRange(errors.ToImmutable());
    }

    /// <summary>Adds what is wrong with it in itself; nothing, unless a command says more.</summary>
    internal virtual void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
    }

    /// <summary>The event, unless something is wrong with the command.</summary>
    /// <param name="beside">Adds what is wrong with it beside its draft.</param>
    internal Decision IfSound(Circumstances circumstances, Func<DraftEvent> happens, Action<ValidationErrors>? beside = null)
    {
        var errors = new ValidationErrors();
        Check(errors, circumstances.Reference, circumstances.Now);
        beside?.Invoke(errors);
        return errors.IsEmpty ? Decision.Event(happens()) : Refusal.BadInput(errors.ToImmutable());
    }
}
