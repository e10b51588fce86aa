using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Decides a submission on nothing, since its draft nearly always does not exist yet, and hands it to its sequence; the journal says if that
/// was wrong. It keeps no state and so is no grain: the draft becomes one with its first command after this. Whatever does not end in a number
/// goes on to the draft's grain, which reads and decides again.
/// </summary>
internal sealed class Submissions(
    IGrainFactory grains, IJournal journal, CurrentCircumstances current, DraftRegistering registering, DraftMetrics metrics) : ISubmissions
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
        return await grains.Draft(draft).Execute(command, actor, conditions);
    }
}
