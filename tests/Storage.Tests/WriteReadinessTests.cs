using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Storage.Tests;

public sealed class WriteReadinessTests
{
    private readonly HandClock clock = new(DateTimeOffset.UnixEpoch);
    private readonly WriteReadiness readiness;

    public WriteReadinessTests() => readiness = new WriteReadiness(clock);

    [Fact]
    public async Task Says_why_nothing_was_written_until_something_is()
    {
        readiness.NotTaken("The disk is full.");
        Assert.Equal("The disk is full.", await readiness.Check(default));

        readiness.Taken();
        Assert.Null(await readiness.Check(default));
    }

    [Fact]
    public async Task Lets_somebody_try_again_when_nobody_has_tried_for_a_while()
    {
        readiness.NotTaken("The disk is full.");
        clock.Turn(TimeSpan.FromSeconds(9));
        readiness.NotTaken("The disk is full.");
        clock.Turn(TimeSpan.FromSeconds(9));
        Assert.NotNull(await readiness.Check(default));

        clock.Turn(TimeSpan.FromSeconds(1));
        Assert.Null(await readiness.Check(default));
    }

    [Fact]
    public async Task A_failure_that_may_be_over_by_the_next_attempt_changes_nothing()
    {
        readiness.NotTaken(null);
        Assert.Null(await readiness.Check(default));

        readiness.NotTaken("The disk is full.");
        readiness.NotTaken(null);
        Assert.Equal("The disk is full.", await readiness.Check(default));
    }
}
