using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

internal static class ProfileSteps
{
    /// <summary>The event, unless something is wrong with the command in itself.</summary>
    public static Decision Checked(DraftCommand command, Circumstances circumstances, Func<DraftEvent> happens)
    {
        var faults = new Faults();
        ProfileWorkChecks.Check(faults, command, circumstances.Authorities, circumstances.ContentRules);
        return faults.IsEmpty ? Decision.Event(happens()) : Refusal.BadInput(faults.ToImmutable());
    }
}
