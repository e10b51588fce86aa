using System.Diagnostics;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// A clock whose timestamps begin with the program. Orleans' watchdog starts the thread that looks after the other one before it notes when that one was
/// last seen; by the machine's timestamps that is as long ago as the machine runs, so it would warn of a check that "has not completed for 09:17:35",
/// at every second start, and the silo would take itself for unwell.
/// </summary>
internal sealed class ProgramTime : TimeProvider
{
    private readonly long begin = Stopwatch.GetTimestamp();

    public override long GetTimestamp() => Stopwatch.GetTimestamp() - begin;
}
