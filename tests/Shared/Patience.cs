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
    public static async Task<T> Until<T>(string what, Func<Task<T>> look, Func<T, bool> isSo)
    {
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(rest))
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            if (waiting.Elapsed > Longest)
                throw new TimeoutException($"The test waited for {what}, but after {waiting.Elapsed} there was {seen}.");
        }
    }
}
