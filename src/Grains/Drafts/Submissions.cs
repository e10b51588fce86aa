namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Decides a submission on nothing, since its draft nearly always does not exist yet, and hands it to its sequence; the journal says if that
/// was wrong. Then the draft is read and decided on again. It keeps no state and so is no grain: the draft becomes one with its first command
/// after this, and a repeated submission is answered also while the silo on which the draft lives is dying.
/// </summary>
internal sealed class Submissions(
    IGrainFactory grains, IJournal journal, CurrentCircumstances current, DraftRegistering registering, DraftMetrics metrics) : ISubmissions
{
    public async Task<Outcome<DraftReceipt>> Submit(DraftId draft, Submit command, Actor actor, RequestConditions conditions)
    {
        using var submitting = Activities.StartSubmitting();
        var call = CommandCall.Begin(command, draft.Value);
        var copy = new DraftCopy(draft, journal);
        try
        {
            if (await Register(copy, command, actor, conditions) is { } head)
                return call.Done(null, DraftReceipt.Of(head));

            await copy.Read();
            switch (DecideOnWhatIsThere(copy.Draft, command, actor, conditions))
            {
                case Decision.DoneBefore:
                    return call.Done(copy.Draft, DraftReceipt.DoneBefore(copy.Draft!));
                case Decision.Refused refused:
                    return call.NotDone(command, actor, copy.Draft, refused.Refusal, null, metrics);
            }
        }
        catch (StorageUnavailableException away)
        {
            return call.NotDone(command, actor, null, Refusal.OutcomeUnknown, away.Write, metrics);
        }
        catch (RegistrationFailedException)
        {
            call.Failed();
            throw;
        }
        return await grains.Draft(draft).Execute(command, actor, conditions);
    }

    /// <summary>Null if the draft exists, or if it must not come to exist.</summary>
    private async Task<DraftHead?> Register(DraftCopy copy, Submit command, Actor actor, RequestConditions conditions)
    {
        var circumstances = current.Of(actor, conditions, changedAt: null);
        return DraftLifecycle.Decide(null, command, circumstances) is Decision.Happens happens
            ? await registering.Register(copy, happens.Events.Bearing(conditions.Key), DraftPermissions.Writer(actor, command, null), circumstances)
            : null;
    }

    /// <summary>Null if time has changed the draft: only its grain writes that.</summary>
    private Decision? DecideOnWhatIsThere(Draft? draft, Submit command, Actor actor, RequestConditions conditions) =>
        draft?.Deadline?.HasPassed(current.Now) == true ? null : DraftLifecycle.Decide(draft, command, current.Of(actor, conditions, draft?.ChangedAt));
}
