using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Storage.Tests;

public sealed class WriteReadinessTests
{
    private static readonly Phrase full = new("The disk is full.", "Диск переполнен.");

    private readonly WriteReadiness readiness = new();

    [Fact]
    public async Task Says_why_nothing_was_written_until_something_is()
    {
        readiness.NotTaken(full);
        Assert.Equal(full, await readiness.Check(default));
        await readiness.Refusal(default);

        readiness.Taken();
        Assert.Null(await readiness.Check(default));
    }

    [Fact]
    public async Task A_failure_that_may_be_over_by_the_next_attempt_changes_nothing()
    {
        readiness.NotTaken(null);
        Assert.Null(await readiness.Check(default));

        readiness.NotTaken(full);
        readiness.NotTaken(null);
        Assert.Equal(full, await readiness.Check(default));
    }
}
