using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Profiles;

/// <summary>A wish about a profile. What came of it is a <c>ProfileEvent</c>, or a refusal.</summary>
[GenerateSerializer, Alias("profile-command"), Immutable]
public abstract record ProfileCommand
{
    /// <summary>
    /// What is wrong with the command in itself, whoever gives it and however its profile stands; faults that are known, because parts of it
    /// were <paramref name="unreadable"/>, come first.
    /// </summary>
    public ImmutableArray<ValidationError> Errors(ReferenceSnapshot reference, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        Check(errors, reference);
        return unreadable.AddRange(errors.ToImmutable());
    }

    /// <summary>Adds what is wrong with it in itself; nothing, unless a command says more.</summary>
    internal virtual void Check(ValidationErrors errors, ReferenceSnapshot reference)
    {
    }
}

/// <summary>The next version: the same number, another content or note. The note says from when to when it is valid.</summary>
[GenerateSerializer, Alias("update-profile"), Immutable]
public sealed record UpdateProfile(
    [property: Id(0)] DecisionPaper Decision,
    [property: Id(1)] DraftContent Content,
    [property: Id(2)] ExplanatoryNote Note) : ProfileCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference)
    {
        Decision.Check(errors);
        ContentRules.Check(errors, "/content", Content, reference);
        ContentRules.Check(errors, "/note", Note);
    }
}

/// <summary>The profile ends on the decision's day; at once if that has come.</summary>
[GenerateSerializer, Alias("cancel-profile"), Immutable]
public sealed record CancelProfile([property: Id(0)] DecisionPaper Decision) : ProfileCommand
{
    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference) => Decision.Check(errors);
}

/// <summary>Let happen what the day brings by itself.</summary>
[GenerateSerializer, Alias("check-profile"), Immutable]
internal sealed record CheckProfile : ProfileCommand;

/// <summary>The decision on which a profile is updated or cancelled, as the paper says it.</summary>
[GenerateSerializer, Alias("decision-paper"), Immutable]
public sealed record DecisionPaper(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string Reason)
{
    internal void Check(ValidationErrors errors)
    {
        errors.Text("/decision/number", Number);
        errors.Text("/decision/reason", Reason);
    }
}
