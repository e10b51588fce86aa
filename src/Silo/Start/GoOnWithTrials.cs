using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Silo.Start;

/// <summary>Trial runs that a stop or a crash interrupted go on at once, without waiting for their reminders.</summary>
internal sealed partial class GoOnWithTrials(
    TrialStore store, TrialFiles files, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<GoOnWithTrials> log) : ArmAtStart(lifetime, clock)
{
    protected override async Task Arm(CancellationToken cancellation)
    {
        // Looked at before the runs are: one that begins meanwhile has its row before its files.
        var kept = files.Kept();
        var open = await store.Open(cancellation);
        foreach (var left in kept.Except(open))
            files.Delete(left);
        foreach (var run in open)
            await grains.Trial(run).GoOnAfterRestart();
    }

    protected override void NotArmed(Exception failure) => NotGoingOn(log, failure);

    [LoggerMessage(3040, LogLevel.Warning, "Trial runs that were interrupted could not be asked to go on; it is tried again.")]
    private static partial void NotGoingOn(ILogger log, Exception failure);
}
