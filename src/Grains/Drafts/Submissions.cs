using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
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
        using var submitting = Activities.StartSubmitting();
        var call = CommandCall.Begin(command, draft.Value);
        try
        {
            var circumstances = current.Of(actor, conditions, changedAt: null);
            if (DraftLifecycle.Decide(null, command, circumstances) is Decision.Happens happens &&
                await registering.Register(
                    new DraftCopy(draft, journal), happens.Events.Bearing(conditions.Key), DraftRights.Writer(actor, command, null), circumstances) is { } head)
            {
                if (CommandCall.Span is { } span)
                    call.Done(span, null, head.Status.ToString(), head.Number?.ToString(), repeated: false);
                return DraftReceipt.Of(head);
            }
        }
        catch (StorageAwayException away)
        {
            metrics.Refused(command, RefusalReason.StorageAway);
            return new(null, Refusal.OutcomeUnknown, call.NotDone(RefusalReason.StorageAway, actor.Authority, null, null, away.Write));
        }
        catch (RegistrationFailedException)
        {
            call.Failed();
            throw;
        }
        return await grains.Draft(draft).Execute(command, actor, conditions);
    }
}
