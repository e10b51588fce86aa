using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Reference.Authorities;

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
                return call.Done(null, DraftReceipt.Of(head) with { Warnings = DraftWarnings.Of(command.Content, command.Note, current.Now) });

            await copy.Read();
            switch (DecideOnWhatIsThere(copy.Draft, command, actor, conditions))
            {
                case Decision.DoneBefore before:
                    return call.Done(copy.Draft, DraftReceipt.DoneBefore(await copy.AsOf(before.Line)));
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
            ? await registering.Register(copy, happens.Events.Bearing(conditions.Key), DraftPermissions.Writer(actor, command, null, circumstances.Units), circumstances)
            : null;
    }

    /// <summary>Null if time has changed the draft: only its grain writes that.</summary>
    private Decision? DecideOnWhatIsThere(Draft? draft, Submit command, Actor actor, RequestConditions conditions) =>
        draft?.Deadline?.HasPassed(current.Now) == true ? null : DraftLifecycle.Decide(draft, command, current.Of(actor, conditions, draft?.ChangedAt));
}

/// <summary>Enters complete drafts, which in nearly all cases do not exist yet.</summary>
public interface ISubmissions
{
    /// <summary>Registers the draft under this id, or says how it stands if it is there already.</summary>
    Task<Outcome<DraftReceipt>> Submit(DraftId draft, Submit command, Actor actor, RequestConditions conditions);
}

/// <summary>Lets a sequence write what happened to a draft together with its number.</summary>
internal sealed class DraftRegistering(SiloRegistrations registrations, DeadlineReminders reminders, IOptions<NumberingSettings> numbering)
{
    /// <summary>The draft's row with its number; null when the draft has moved on since it was read.</summary>
    /// <exception cref="StorageUnavailableException">Nothing is known to be done.</exception>
    public async Task<DraftHead?> Register(DraftCopy copy, ImmutableArray<DraftEvent> events, byte[] actor, Circumstances circumstances)
    {
        var request = copy.Registration(events, actor, circumstances);
        var sequence = SequenceKey.ForDrafts(request.Head.Authority, numbering.Value.DraftAuthorityDigits);
        var answer = await registrations.Register(sequence, request);
        await reminders.Settle(answer.Head?.Deadline);
        return answer.End switch
        {
            RegistrationEnd.Registered => answer.Head,
            RegistrationEnd.MovedOn => null,
            RegistrationEnd.StorageUnavailable => throw new StorageUnavailableException { Write = answer.Write },
            RegistrationEnd.Failed => throw new RegistrationFailedException($"Draft {request.Draft} could not be registered; the log of sequence {sequence} says why."),
        };
    }
}

/// <summary>How a command on a draft ended, for its span, its metrics and its answer.</summary>
internal static class DraftCalls
{
    /// <param name="before">What it was decided on; null before the draft's first line.</param>
    public static DraftReceipt Done(this CommandCall call, Draft? before, DraftReceipt receipt)
    {
        if (CommandCall.Span is { } span)
            call.Done(span, before?.Status.ToString(), receipt.Status.ToString(), receipt.Number?.ToString(), receipt.Repeated);
        return receipt;
    }

    /// <param name="write">What the storage did of it, where that is the trouble.</param>
    public static Outcome<DraftReceipt> NotDone(
        this CommandCall call, DraftCommand command, Actor actor, Draft? before, Refusal refusal, FailedWrite? write, DraftMetrics metrics)
    {
        metrics.Refused(command, refusal.Reason);
        return new(null, refusal, call.NotDone(refusal.Reason, before?.Authority ?? actor.Authority, before?.Number?.ToString(), before?.Status.ToString(), write));
    }
}

/// <summary>The authorities that this node has asked to check their deadlines, so that each is asked once and not for every draft.</summary>
internal sealed class DeadlineReminders(IGrainFactory grains, ILogger<DeadlineReminders> log)
{
    private readonly ConcurrentDictionary<AuthorityCode, bool> asked = [];

    /// <summary>The responsible authority is asked to check the deadline when it comes. What is saved stays saved if it cannot be asked; the next draft asks again.</summary>
    public ValueTask Settle(Deadline? deadline) =>
        deadline is null ? ValueTask.CompletedTask : Settle(deadline.Responsible);

    public ValueTask Settle(AuthorityCode authority) =>
        asked.ContainsKey(authority) || !asked.TryAdd(authority, true) ? ValueTask.CompletedTask : new(Ask(authority));

    private async Task Ask(AuthorityCode authority)
    {
        try
        {
            await grains.Authority(authority).ArmReminder();
        }
        catch (Exception failure)
        {
            asked.TryRemove(authority, out _);
            log.ReminderNotArmed(failure, authority);
        }
    }
}
