using System.Diagnostics;

namespace RmsOrleans.Tests;

/// <summary>How long a test waits for what comes soon.</summary>
internal static class Patience
{
    /// <summary>Only what never comes is not there by then, also where twenty others want each processor.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan rest = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again, for where what is looked at can give no signal: another process, its database, an index that follows.</summary>
    /// <param name="what">The end of the sentence "The test waited for …".</param>
    /// <param name="longest">Where it may take longer than what tests wait for.</param>
    /// <param name="every">Where looking costs what is looked at.</param>
    public static async Task<T> Until<T>(string what, Func<Task<T>> look, Func<T, bool> isSo, TimeSpan? longest = null, TimeSpan? every = null)
    {
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(every ?? rest))
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            if (waiting.Elapsed > (longest ?? Longest))
                throw new TimeoutException($"The test waited for {what}, but after {waiting.Elapsed} there was {seen}.");
        }
    }
}
