using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Steps that several statuses allow.</summary>
internal static class CommonSteps
{
    public static Decision Decide(AssignExecutor assign) =>
        Checked(assign, () => new ExecutorAssigned(new Official(assign.Subject, assign.Name), assign.Unit));

    public static Decision Decide(Withdraw withdraw) => Checked(withdraw, () => new DraftWithdrawn(withdraw.Reason));

    /// <summary>The event, unless something is wrong with the command in itself.</summary>
    public static Decision Checked(DraftCommand command, Func<DraftEvent> happens)
    {
        var errors = new ValidationErrors();
        ConsiderationChecks.Check(errors, command);
        return errors.IsEmpty ? Decision.Event(happens()) : Refusal.BadInput(errors.ToImmutable());
    }
}
