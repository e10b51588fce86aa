namespace Orleans.Embedded.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_message()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/1");

        var atOnce = await Assert.ThrowsAsync<NotReadyException>(() => grain.FailAtOnce().InTime());
        var later = await Assert.ThrowsAsync<NotReadyException>(() => grain.FailLater().InTime());

        Assert.Equal(("at once", "later"), (atOnce.Message, later.Message));
        Assert.Equal("work/1", await grain.Key().InTime());
    }

    [Fact]
    public async Task A_call_over_the_response_timeout_fails_for_its_caller_while_the_turn_goes_on()
    {
        await using var host = await TestHost.StartAsync(options => options.ResponseTimeout = TimeSpan.FromSeconds(30));
        var grain = host.Grain<IWorkGrain>("work/1");

        var call = grain.Work("slow", default);
        await host.Probe.Noted("slow begins");
        host.Clock.Turn(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        host.Clock.Turn(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<TimeoutException>(() => call.InTime());
        host.Probe.Open("slow");
        await host.Probe.Noted("slow ends");
    }

    [Fact]
    public async Task A_call_that_has_timed_out_before_its_turn_came_is_not_run()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/1");

        var slow = grain.Work("slow", default);
        await host.Probe.Noted("slow begins");
        var waiting = grain.Work("waiting", default);
        host.Clock.Turn(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => slow.InTime());
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.InTime());
        host.Probe.Open("slow");
        await grain.Key().InTime();

        Assert.Equal(["slow begins", "slow ends"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_cancellation_reaches_the_running_method_and_its_caller()
    {
        await using var host = await TestHost.StartAsync();
        using var cancellation = new CancellationTokenSource();

        var call = host.Grain<IWorkGrain>("work/1").Work("long", cancellation.Token);
        await host.Probe.Noted("long begins");
        await cancellation.CancelAsync();

        var heard = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(cancellation.Token, heard.CancellationToken);
    }

    [Fact]
    public async Task A_call_cancelled_before_its_turn_came_is_not_run()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/1");
        using var cancellation = new CancellationTokenSource();

        var first = grain.Work("first", default);
        await host.Probe.Noted("first begins");
        var waiting = grain.Work("waiting", cancellation.Token);
        await cancellation.CancelAsync();
        var late = grain.Work("late", cancellation.Token);
        host.Probe.Open("first");
        await first.InTime();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.InTime());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.InTime());
        Assert.Equal(["first begins", "first ends"], host.Probe.Notes);
    }
}
