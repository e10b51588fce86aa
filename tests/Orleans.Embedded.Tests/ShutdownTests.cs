using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

public sealed class ShutdownTests
{
    private static CancellationToken NoTime => new(canceled: true);

    [Fact]
    public async Task Calls_in_flight_end_before_the_grains_leave()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/1");
        var running = grain.Work("running", default);
        var waiting = grain.Work("waiting", default);
        await host.Probe.Noted("running begins");

        var stopping = host.StopAsync();
        host.Probe.Open("running");
        await host.Probe.Noted("waiting begins");
        host.Probe.Open("waiting");
        await Task.WhenAll(running, waiting, stopping).InTime();

        Assert.Equal(["running begins", "running ends", "waiting begins", "waiting ends", "left: ShuttingDown"], host.Probe.Notes);
    }

    [Fact]
    public async Task New_calls_are_refused_while_a_call_in_flight_may_still_call_other_grains()
    {
        await using var host = await TestHost.StartAsync();
        var inFlight = host.Grain<IWorkGrain>("work/1").AskOtherLater("asking", "work/2");
        await host.Probe.Noted("asking begins");

        var stopping = host.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grain<IWorkGrain>("work/3").Key().InTime());
        Assert.False(stopping.IsCompleted);
        host.Probe.Open("asking");

        Assert.Equal("work/2", await inFlight.InTime());
        await stopping.InTime();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.Grain<IWorkGrain>("work/1").Key().InTime());
    }

    [Fact]
    public async Task A_grain_that_calls_another_on_its_way_out_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        await host.Grain<IWorkGrain>("work/asks at the end").Key().InTime();

        await host.StopAsync().InTime();

        Assert.Equal(["refused: SiloUnavailableException"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_stuck_call_does_not_hold_the_stop_beyond_its_time_and_its_caller_hears_of_it()
    {
        await using var host = await TestHost.StartAsync();
        var stuck = host.Grain<IWorkGrain>("work/stuck").Work("stuck", default);
        await host.Probe.Noted("stuck begins");
        await host.Grain<IWorkGrain>("work/idle").Key().InTime();

        await host.Engine.StopAsync(NoTime).InTime();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck.InTime());
        await host.Probe.Noted("left: ShuttingDown");
        Assert.Equal(1, host.InMemory<WorkGrain>());
        host.Probe.Open("stuck");
    }
}
