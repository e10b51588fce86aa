using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Profiles;

/// <summary>What is wrong with a command in itself, whoever gives it and however its profile stands.</summary>
public interface IProfileChecks
{
    /// <summary>All faults of a command, those that are known because parts of it were <paramref name="unreadable"/> first.</summary>
    ImmutableArray<ValidationError> Errors(ProfileCommand command, AuthorityRegister authorities, ImmutableArray<ValidationError> unreadable);
}

/// <inheritdoc />
internal sealed class ProfileChecks(ContentRules contentRules) : IProfileChecks
{
    public ImmutableArray<ValidationError> Errors(ProfileCommand command, AuthorityRegister authorities, ImmutableArray<ValidationError> unreadable)
    {
        var errors = new ValidationErrors(unreadable);
        switch (command)
        {
            case UpdateProfile update:
                Check(errors, update, authorities, contentRules);
                break;
            case CancelProfile cancel:
                Check(errors, cancel.Decision);
                break;
        }
        return unreadable.AddRange(errors.ToImmutable());
    }

    public static void Check(ValidationErrors errors, UpdateProfile update, AuthorityRegister authorities, ContentRules contentRules)
    {
        Check(errors, update.Decision);
        contentRules.Check(errors, "/content", update.Content, authorities);
        contentRules.Check(errors, "/note", update.Note);
    }

    public static void Check(ValidationErrors errors, DecisionPaper decision)
    {
        errors.Text("/decision/number", decision.Number);
        errors.Text("/decision/reason", decision.Reason);
    }
}
