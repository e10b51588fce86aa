using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Silo.Start;

/// <summary>Trial runs that a stop or a crash interrupted go on at once, without waiting for their reminders.</summary>
internal sealed partial class GoOnWithTrials(
    TrialStore store, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<GoOnWithTrials> log) : ArmAtStart(lifetime, clock)
{
    protected override async Task Arm(CancellationToken cancellation)
    {
        foreach (var run in await store.Open(cancellation))
            await grains.Trial(run).GoOnAfterRestart();
    }

    protected override void NotArmed(Exception failure) => NotGoingOn(log, failure);

    [LoggerMessage(3040, LogLevel.Warning, "Trial runs that were interrupted could not be asked to go on; it is tried again.")]
    private static partial void NotGoingOn(ILogger log, Exception failure);
}
