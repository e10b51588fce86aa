using Microsoft.Extensions.Options;

namespace RmsOrleans.Grains.Drafts;

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
