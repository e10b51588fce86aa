using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The authorities that this node has asked to check their deadlines, so that each is asked once and not for every draft.</summary>
internal sealed class DeadlineReminders(IGrainFactory grains, ILogger<DeadlineReminders> log)
{
    private readonly ConcurrentDictionary<AuthorityCode, bool> asked = [];

    /// <summary>The responsible authority is asked to check the deadline when it comes. What is saved stays saved if it cannot be asked; the next draft asks again.</summary>
    public ValueTask Settle(Deadline? deadline) =>
        deadline is null || asked.ContainsKey(deadline.Responsible) || !asked.TryAdd(deadline.Responsible, true)
            ? ValueTask.CompletedTask
            : new(Ask(deadline.Responsible));

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
