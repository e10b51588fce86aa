using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// The draft of a submission nearly always does not exist yet, so it is decided on nothing and needs no activation of its own; the journal says
/// if that was wrong. Whatever does not end in a number goes on to the draft's own grain, which reads and decides again.
/// </summary>
[StatelessWorker, Reentrant]
internal sealed class SubmissionGrain(IJournal journal, CurrentCircumstances current, DraftRegistering registering, DraftMetrics metrics) : Grain, ISubmissionGrain
{
    public async Task<Outcome<DraftReceipt>> Submit(DraftId draft, Submit command, Actor actor, RequestConditions conditions)
    {
        try
        {
            var circumstances = current.Of(actor, conditions, changedAt: null);
            if (DraftLifecycle.Decide(null, command, circumstances) is Decision.Happens happens &&
                await registering.Register(
                    new DraftCopy(draft, journal), happens.Events.Bearing(conditions.Key), LineActor.Write(actor, command, null), circumstances) is { } head)
            {
                return DraftReceipt.Of(head);
            }
        }
        catch (StorageAwayException)
        {
            metrics.Refused(command, RefusalReason.StorageAway);
            return Refusal.OutcomeUnknown;
        }
        return await GrainFactory.Draft(draft).Execute(command, actor, conditions);
    }
}
