using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

internal static class ProfileSteps
{
    /// <summary>The event, unless something is wrong with the command in itself.</summary>
    public static Decision Checked(DraftCommand command, Circumstances circumstances, Func<DraftEvent> happens)
    {
        var errors = new ValidationErrors();
        ProfileWorkChecks.Check(errors, command, circumstances.Authorities, circumstances.ContentRules);
        return errors.IsEmpty ? Decision.Event(happens()) : Refusal.BadInput(errors.ToImmutable());
    }
}
