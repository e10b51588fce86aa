using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Efficiency;

/// <summary>
/// Looks once a day, in Moscow, which profiles have come to their review and which have earned a flag. A reminder nudges; the day of the last look is only
/// remembered, since to look again does no harm.
/// </summary>
internal sealed class EfficiencyWatchGrain(
    IEfficiencyStore store,
    IReferenceData reference,
    IOptions<EfficiencySettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<EfficiencyWatchGrain> log) : Grain, IEfficiencyWatchGrain, IRemindable
{
    private const string Reminder = "efficiency";

    private static readonly TimeSpan period = TimeSpan.FromMinutes(1);

    private DateOnly? looked;

    public Task ArmReminder() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.Zero, period);

    public async Task<int> Look()
    {
        var today = MoscowDays.Of(clock.GetUtcNow());
        var judged = await store.Judged(today, reference.Current, CancellationToken.None);
        ImmutableArray<ProfileTask> tasks =
        [
            .. from profile in judged
               from flag in Flags.Of(profile.Figures, today, settings.Value.LeastCases)
               select new ProfileTask(profile.Profile, profile.Version, profile.Authority, profile.ContactUnit, flag),
        ];
        await store.Put(tasks, CancellationToken.None);
        looked = today;
        return tasks.Length;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (looked == MoscowDays.Of(clock.GetUtcNow()))
            return;
        try
        {
            await Look();
        }
        catch (StorageUnavailableException away)
        {
            log.EfficiencyNotLookedAt(away);
        }
    }
}

/// <summary>Watches over the review dates and flags of all profiles; there is one.</summary>
[Alias("efficiency-watch")]
public interface IEfficiencyWatchGrain : IGrainWithStringKey
{
    /// <summary>Arms the reminder, which is never disarmed; its first tick comes at once.</summary>
    [Alias("watch")]
    Task ArmReminder();

    /// <summary>Judges all profiles in force anew; how many tasks there are then.</summary>
    [Alias("look")]
    Task<int> Look();
}

/// <summary>The watch over efficiency as a grain.</summary>
public static class EfficiencyGrains
{
    private const string TheWatch = "watch/efficiency";

    public static IEfficiencyWatchGrain EfficiencyWatch(this IGrainFactory grains) => grains.GetGrain<IEfficiencyWatchGrain>(TheWatch);
}

/// <summary>A profile in force with what it is judged by.</summary>
/// <param name="Authority">That the draft came from.</param>
/// <param name="ContactUnit">Its unit that answers questions about the profile.</param>
internal sealed record JudgedInForce(ProfileId Profile, int Version, AuthorityCode Authority, string ContactUnit, JudgedProfile Figures);

/// <summary>Something to be done about a version of a profile.</summary>
internal sealed record ProfileTask(ProfileId Profile, int Version, AuthorityCode Authority, string ContactUnit, RaisedFlag Raised);

/// <summary>Where the figures of profiles are read, and their tasks kept.</summary>
internal interface IEfficiencyStore
{
    /// <summary>All profiles in force.</summary>
    Task<ImmutableArray<JudgedInForce>> Judged(DateOnly today, ReferenceSnapshot reference, CancellationToken cancellation);

    /// <summary>These tasks and no others; of one that is there already the first day stays.</summary>
    Task Put(ImmutableArray<ProfileTask> tasks, CancellationToken cancellation);

    /// <summary>Writes down, once, that a flag as it is raised now was looked at; what is written down then, or null where the version has no such flag.</summary>
    Task<ProfileLook?> Look(ProfileId profile, int version, ProfileFlag flag, string reason, DateTimeOffset at, byte[] actor, CancellationToken cancellation);
}

/// <summary>Log events of efficiency, with stable ids.</summary>
internal static partial class EfficiencyLog
{
    [LoggerMessage(1301, LogLevel.Warning, "The storage was away when the efficiency of profiles was looked at; the next tick looks again.")]
    public static partial void EfficiencyNotLookedAt(this ILogger log, Exception exception);
}
