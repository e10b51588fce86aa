using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Profiles;

/// <summary>What is wrong with a command in itself, whoever gives it and however its profile stands.</summary>
public interface IProfileChecks
{
    /// <summary>All faults of a command, those that are known because parts of it were <paramref name="unreadable"/> first.</summary>
    ImmutableArray<Fault> Faults(ProfileCommand command, AuthorityRegister authorities, ImmutableArray<Fault> unreadable);
}

/// <inheritdoc />
internal sealed class ProfileChecks(ContentRules contentRules) : IProfileChecks
{
    public ImmutableArray<Fault> Faults(ProfileCommand command, AuthorityRegister authorities, ImmutableArray<Fault> unreadable)
    {
        var faults = new Faults(unreadable);
        switch (command)
        {
            case UpdateProfile update:
                Check(faults, update, authorities, contentRules);
                break;
            case CancelProfile cancel:
                Check(faults, cancel.Decision);
                break;
        }
        return unreadable.AddRange(faults.ToImmutable());
    }

    public static void Check(Faults faults, UpdateProfile update, AuthorityRegister authorities, ContentRules contentRules)
    {
        Check(faults, update.Decision);
        contentRules.Check(faults, "/content", update.Content, authorities);
        contentRules.Check(faults, "/note", update.Note);
    }

    public static void Check(Faults faults, DecisionPaper decision)
    {
        faults.Text("/decision/number", decision.Number);
        faults.Text("/decision/reason", decision.Reason);
    }
}
