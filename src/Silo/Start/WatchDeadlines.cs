using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Registers.Duty;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Silo.Start;

/// <summary>Every authority that has an open deadline, or a term of an entry, watches: what passed while the program was down is then marked.</summary>
internal sealed class WatchDeadlines(
    IDeadlineStore deadlines, IEntryStore entries, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchDeadlines> log)
    : ArmAtStart(lifetime, clock)
{
    protected override async Task Arm(CancellationToken cancellation)
    {
        foreach (var authority in (await deadlines.Responsible(cancellation)).Union(await entries.WithTerms(cancellation)))
            await grains.Authority(authority).ArmReminder();
    }

    protected override void NotArmed(Exception failure) => log.DeadlinesNotWatched(failure);
}

/// <summary>The watch over the days of profiles; its first tick catches up with what came due meanwhile.</summary>
internal sealed class WatchProfiles(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchProfiles> log)
    : ArmAtStart(lifetime, clock)
{
    protected override Task Arm(CancellationToken cancellation) => grains.ProfileWatch().ArmReminder();

    protected override void NotArmed(Exception failure) => log.ProfilesNotWatched(failure);
}

/// <summary>The watch over review dates and flags of profiles.</summary>
internal sealed class WatchEfficiency(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchEfficiency> log)
    : ArmAtStart(lifetime, clock)
{
    protected override Task Arm(CancellationToken cancellation) => grains.EfficiencyWatch().ArmReminder();

    protected override void NotArmed(Exception failure) => log.EfficiencyNotWatched(failure);
}

/// <summary>The watch over how far prices have drifted from approved researches.</summary>
internal sealed class WatchPrices(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchPrices> log)
    : ArmAtStart(lifetime, clock)
{
    protected override Task Arm(CancellationToken cancellation) => grains.PriceWatch().ArmReminder();

    protected override void NotArmed(Exception failure) => log.PricesNotWatched(failure);
}

/// <summary>The watch that writes the summaries of the duty service.</summary>
internal sealed class WatchDuty(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WatchDuty> log)
    : ArmAtStart(lifetime, clock)
{
    protected override Task Arm(CancellationToken cancellation) => grains.DutyWatch().ArmReminder();

    protected override void NotArmed(Exception failure) => log.DutyNotWatched(failure);
}
