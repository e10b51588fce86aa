namespace Orleans.Embedded.Tests;

public sealed class GrainTimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Ticks_when_due_and_then_every_period_until_it_is_stopped()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITickingGrain>("ticking/1");
        WorkGrain.AmbientValue.Value = "of the caller, not of the ticks";
        await grain.Start(5 * Second, Second).InTime();

        host.Clock.Turn(4 * Second);
        Assert.Empty(host.Probe.Notes);
        host.Clock.Turn(Second);
        await host.Probe.Noted("tick");
        await grain.Change(3 * Second, 10 * Second).InTime();
        host.Clock.Turn(3 * Second);
        await host.Probe.Noted("tick", times: 2);
        await grain.Stop().InTime();
        host.Clock.Turn(60 * Second);
        await grain.Leave().InTime();

        Assert.Equal(["tick", "tick", "left: ApplicationRequested"], host.Probe.Notes);
    }

    [Fact]
    public async Task Ends_with_its_activation()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITickingGrain>("ticking/1");
        await grain.Start(Second, Second).InTime();

        await grain.Leave().InTime();
        host.Clock.Turn(60 * Second);
        await grain.Leave().InTime();

        Assert.Equal(["left: ApplicationRequested", "left: ApplicationRequested"], host.Probe.Notes);
    }

    [Theory]
    [InlineData(false, "call begins,call ends,tick")]
    [InlineData(true, "call begins,tick,call ends")]
    public async Task A_tick_waits_for_the_running_call_unless_it_interleaves(bool interleave, string expected)
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITickingGrain>("ticking/1");
        await grain.Start(Second, 60 * Second, interleave).InTime();

        var call = grain.Wait();
        await host.Probe.Noted("call begins");
        host.Clock.Turn(Second);
        if (interleave)
            await host.Probe.Noted("tick");
        host.Probe.Open("call");
        await call.InTime();
        await host.Probe.Noted("tick");

        Assert.Equal(expected.Split(','), host.Probe.Notes);
    }

    [Fact]
    public async Task The_next_tick_is_counted_from_the_end_of_the_last()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITickingGrain>("ticking/1");
        await grain.Start(Second, Second, interleave: true).InTime();
        await grain.HoldTicks().InTime();

        host.Clock.Turn(Second);
        await host.Probe.Noted("tick");
        host.Clock.Turn(20 * Second);
        await grain.Change(2 * Second, 2 * Second).InTime();
        Assert.Equal(["tick"], host.Probe.Notes);
        await grain.Leave().InTime();
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_end_the_timer()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITickingGrain>("ticking/1");
        await grain.Start(Second, Second).InTime();
        await grain.FailTicks().InTime();

        host.Clock.Turn(Second);
        await host.Probe.Noted("tick");
        await grain.Change(Second, Second).InTime();
        host.Clock.Turn(Second);

        await host.Probe.Noted("tick", times: 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ticks_keep_a_grain_in_memory_only_if_they_are_to(bool keepAlive)
    {
        await using var host = await TestHost.StartAsync(options => options.CollectionAge = 60 * Second);
        await host.Grain<ITickingGrain>("ticking/1").Start(30 * Second, 30 * Second, keepAlive: keepAlive).InTime();

        for (var tick = 1; tick <= 2; tick++)
        {
            host.Clock.Turn(30 * Second);
            await host.Probe.Noted("tick", tick);
            await host.Grain<ITickingGrain>("ticking/2").Leave().InTime();
        }

        host.Clock.Turn(10 * Second);
        if (!keepAlive)
            await host.Probe.Noted("left: ActivationIdle");
        else
            Assert.DoesNotContain("left: ActivationIdle", host.Probe.Notes);
    }
}
