using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Profiles;

/// <summary>
/// A reminder nudges; the days are in the profiles. Each tick asks the database what has come due, so that ticks may come late, early or
/// twice. What one tick leaves, the next one finds.
/// </summary>
internal sealed class ProfileWatchGrain(
    IDirectoryStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<ProfileWatchGrain> log) : Grain, IProfileWatchGrain, IRemindable
{
    private const string Reminder = "profile-days";
    private const int MostRead = 500;
    private const int SideBySide = 32;

    private static readonly TimeSpan period = TimeSpan.FromMinutes(1);

    /// <summary>A tick ends before the response timeout.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(15);

    public Task ArmReminder() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.Zero, period);

    public async Task<int> Look()
    {
        var started = clock.GetTimestamp();
        var changed = 0;
        while (true)
        {
            var due = await store.Due(clock.GetUtcNow(), MostRead, CancellationToken.None);
            var before = changed;
            foreach (var some in due.Chunk(SideBySide))
            {
                changed += (await Task.WhenAll(some.Select(Check))).Count(happened => happened);
                if (clock.GetElapsedTime(started) > longest)
                    return changed;
            }
            if (due.Length < MostRead || changed == before)
                return changed;
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            await Look();
        }
        catch (StorageUnavailableException away)
        {
            log.ProfilesNotLookedAt(away);
        }
    }

    private async Task<bool> Check(ProfileId profile)
    {
        try
        {
            var outcome = await GrainFactory.Profile(profile).Execute(new CheckProfile(), ProgramItself.Actor, RequestConditions.None);
            return outcome is { IsRefused: false, Value.Repeated: false };
        }
        catch (Exception surprise)
        {
            log.ProfileNotChecked(surprise, profile);
            return false;
        }
    }
}
