// xunit 2 promises to heed time-outs only where one test runs after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RmsOrleans.Tests;

/// <summary>After how many milliseconds a test that waits is given up: many times what it takes, on a machine that is busy with other things.</summary>
internal static class Limits
{
    public const int OneTest = 300_000;

    /// <summary>A test that goes through several faults.</summary>
    public const int LongTest = 590_000;

    /// <summary>One that looks at every page of the desk in a browser; test.sh lets no test hang for much longer.</summary>
    public const int Tour = 1_500_000;
}
