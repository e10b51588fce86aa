namespace Orleans.Embedded.Tests;

public sealed class TurnTests
{
    [Fact]
    public async Task Calls_run_one_after_the_other_in_the_order_of_sending()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("turn/1");

        var calls = Enumerable.Range(1, 3).Select(number => grain.Run($"{number}")).ToArray();
        await host.Probe.Noted("1 begins");
        foreach (var gate in new[] { "3", "2", "1" })
            host.Probe.Open(gate);
        await Task.WhenAll(calls).InTime();

        Assert.Equal(["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"], host.Probe.Notes);
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_interleave_at_an_await()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IReentrantTurnGrain>("turn/1");

        var first = grain.Run("1");
        await host.Probe.Noted("1 begins");
        var second = grain.Run("2");
        await host.Probe.Noted("2 begins");
        host.Probe.Open("2");
        await second.InTime();
        host.Probe.Open("1");
        await first.InTime();

        Assert.Equal(["1 begins", "2 begins", "2 ends", "1 ends"], host.Probe.Notes);
    }

    [Fact]
    public async Task An_always_interleaving_call_passes_those_that_wait()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("turn/1");

        var first = grain.Run("1");
        await host.Probe.Noted("1 begins");
        var second = grain.Run("2");
        host.Probe.Open("pass");
        await grain.Pass("pass").InTime();
        host.Probe.Open("1");
        host.Probe.Open("2");
        await Task.WhenAll(first, second).InTime();

        Assert.Equal(["1 begins", "pass begins", "pass ends", "1 ends", "2 begins", "2 ends"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_usual_call_need_not_wait_for_an_always_interleaving_one()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("turn/1");

        var passing = grain.Pass("pass");
        await host.Probe.Noted("pass begins");
        host.Probe.Open("1");
        await grain.Run("1").InTime();
        host.Probe.Open("pass");
        await passing.InTime();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turns_never_run_in_parallel_though_calls_come_from_many_threads(bool reentrant)
    {
        await using var host = await TestHost.StartAsync(options => options.TurnsBeforeYield = 3);
        ITurns grain = reentrant ? host.Grain<IReentrantTurnGrain>("turn/1") : host.Grain<ITurnGrain>("turn/1");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => grain.Collide(20)))).InTime();

        Assert.Equal(1, await grain.MostAtOnce().InTime());
    }

    [Fact]
    public async Task What_an_await_waited_for_may_end_on_any_thread_and_the_turn_after_it_still_waits_for_the_one_that_runs()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IReentrantTurnGrain>("turn/1");
        var signal = new TaskCompletionSource();
        using var latch = new ManualResetEventSlim();

        var resuming = grain.Resume(signal.Task);
        await host.Probe.Noted("waiting");
        var holding = grain.Hold(latch);
        await host.Probe.Noted("holding");
        await Task.Run(signal.SetResult);
        latch.Set();
        await Task.WhenAll(resuming, holding).InTime();

        Assert.Equal(["waiting", "holding", "released", "resumed"], host.Probe.Notes);
    }

    [Fact]
    public async Task Busy_grains_leave_the_threads_to_others_now_and_then()
    {
        await using var host = await TestHost.StartAsync();
        using var done = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 50).Select(number => host.Grain<IBusyGrain>($"busy/{number}").Spin(done.Token)).ToArray();

        await host.Probe.Noted("busy", times: 50);
        host.Probe.Open("1");
        await host.Grain<ITurnGrain>("turn/1").Run("1").InTime();
        await done.CancelAsync();

        await Task.WhenAll(busy).InTime();
    }
}

internal interface IBusyGrain : IGrainWithStringKey
{
    Task Spin(CancellationToken until);
}

internal sealed class BusyGrain(Probe probe) : Grain, IBusyGrain
{
    public async Task Spin(CancellationToken until)
    {
        probe.Note("busy");
        while (!until.IsCancellationRequested)
            await Task.Yield();
    }
}
