using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Tests;

namespace Orleans.Embedded.Tests;

public sealed class ActivationTests
{
    [Fact]
    public async Task Parallel_first_calls_make_one_activation()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ILivingGrain>("living/1");

        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(() => grain.Number())).ToArray();
        await host.Probe.Noted("arriving");
        host.Probe.Open("arrive");
        var numbers = await Task.WhenAll(calls).InTime();

        Assert.Equal(["arriving"], host.Probe.Notes);
        Assert.Equal(Enumerable.Range(1, 50), numbers.Order());
    }

    [Fact]
    public async Task A_failure_in_OnActivateAsync_reaches_the_callers_and_the_next_call_tries_afresh()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ILivingGrain>("living/fails");

        var calls = new[] { grain.Number(), grain.Number() };
        host.Probe.Open("arrive");
        foreach (var call in calls)
            await Assert.ThrowsAsync<NotReadyException>(() => call.InTime());
        host.Probe.Open("repair");

        Assert.Equal(1, await grain.Number().InTime());
        Assert.Equal(["arriving", "disposed", "scope disposed", "arriving"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_grain_that_asks_for_it_leaves_memory_with_the_end_of_its_only_call()
    {
        await using var host = await TestHost.StartAsync();
        await host.Grain<IPassingGrain>("passing/1").Visit().InTime();
        Assert.Equal(0, host.InMemory<PassingGrain>());
    }

    [Fact]
    public async Task A_grain_has_left_before_its_last_caller_hears_the_answer()
    {
        await using var host = await TestHost.StartAsync();
        var call = host.Probe.Watched = host.Grain<ITurnGrain>("turn/1").RunLast("1");

        host.Probe.Open("1");
        await call.InTime();

        Assert.Equal(["1 begins", "1 ends", "left: ApplicationRequested"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_grain_may_ask_to_leave_when_it_arrives_and_still_serves_who_woke_it()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IPassingGrain>("passing/shy");

        var calls = Enumerable.Range(0, 5).Select(_ => grain.Visit()).ToArray();
        await Task.WhenAll(calls).InTime();

        Assert.Equal(0, host.InMemory<PassingGrain>());
    }

    [Fact]
    public async Task Calls_that_wait_go_to_the_next_activation_in_their_order()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ITurnGrain>("turn/1");

        var calls = new[] { grain.RunLast("1"), grain.Run("2"), grain.Run("3") };
        foreach (var gate in new[] { "1", "2", "3" })
            host.Probe.Open(gate);
        await Task.WhenAll(calls).InTime();

        Assert.Equal(
            ["1 begins", "1 ends", "left: ApplicationRequested", "2 begins", "2 ends", "3 begins", "3 ends"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_call_that_comes_during_OnDeactivateAsync_waits_for_its_end()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ILivingGrain>("living/lingers");
        host.Probe.Open("arrive");

        await grain.Leave().InTime();
        await host.Probe.Noted("leaving");
        var next = grain.Number();
        Assert.False(next.IsCompleted);
        host.Probe.Open("leave");

        Assert.Equal(1, await next.InTime());
        Assert.Equal(["arriving", "leaving", "left", "disposed", "scope disposed", "arriving"], host.Probe.Notes);
    }

    [Fact]
    public async Task A_grain_that_hangs_on_its_way_out_is_left_behind_after_the_response_timeout()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<ILivingGrain>("living/lingers");
        host.Probe.Open("arrive");

        await grain.Leave().InTime();
        await host.Probe.Noted("leaving");
        host.Clock.Turn(TimeSpan.FromSeconds(31));

        Assert.Equal(1, await grain.Number().InTime());
        host.Probe.Open("leave");
    }

    [Fact]
    public async Task No_call_is_lost_or_doubled_while_grains_come_and_go()
    {
        await using var host = await TestHost.StartAsync();
        var presence = host.Services.GetRequiredService<Presence>();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < 200; call++)
                await host.Grain<IRestlessGrain>($"restless/{(caller + call) % 3}").Call();
        }))).InTime();

        Assert.Equal((32 * 200, 1), (presence.Calls, presence.Most));
    }

    [Fact]
    public async Task An_idle_grain_leaves_after_the_collection_age_and_not_before()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.CollectionAge = TimeSpan.FromMinutes(5);
            options.CollectionQuantum = TimeSpan.FromSeconds(10);
            options.ClassSpecificCollectionAge[typeof(ReentrantTurnGrain).FullName!] = TimeSpan.FromMinutes(1);
        });
        host.Probe.Open("x");
        await host.Grain<ITurnGrain>("turn/1").Run("x").InTime();
        await host.Grain<IReentrantTurnGrain>("turn/1").Run("x").InTime();

        host.Clock.Turn(TimeSpan.FromSeconds(60));
        Assert.Equal((1, 1), (host.InMemory<TurnGrain>(), host.InMemory<ReentrantTurnGrain>()));

        host.Clock.Turn(TimeSpan.FromSeconds(10));
        await host.Probe.Noted("left: ActivationIdle");
        host.Clock.Turn(TimeSpan.FromSeconds(230));
        Assert.Equal(1, host.InMemory<TurnGrain>());

        host.Clock.Turn(TimeSpan.FromSeconds(10));
        await host.Probe.Noted("left: ActivationIdle", times: 2);
    }

    [Fact]
    public async Task A_call_keeps_a_grain_in_memory_and_a_running_one_is_not_idle()
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.CollectionAge = TimeSpan.FromSeconds(60);
            options.ResponseTimeout = TimeSpan.FromHours(1);
            options.ReminderClaim = TimeSpan.FromHours(2);
        });
        var grain = host.Grain<ITurnGrain>("turn/1");
        host.Probe.Open("short");
        await grain.Run("short").InTime();

        host.Clock.Turn(TimeSpan.FromSeconds(50));
        await grain.Run("short").InTime();
        host.Clock.Turn(TimeSpan.FromSeconds(50));
        var running = grain.Run("long");
        await host.Probe.Noted("long begins");
        host.Clock.Turn(TimeSpan.FromMinutes(30));
        host.Probe.Open("long");
        await running.InTime();

        Assert.DoesNotContain(host.Probe.Notes, note => note.StartsWith("left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_grains_in_memory_are_counted_by_class()
    {
        await using var host = await TestHost.StartAsync();
        using var readings = new Readings(host.Services.GetRequiredService<IMeterFactory>());
        var before = readings.Now("orleans-catalog-activations")[""];
        await host.Grain<ITurnGrain>("turn/counted").MostAtOnce().InTime();

        Assert.Equal(1, readings.Now("orleans-grains")["turn"]);
        Assert.Equal(before + 1, readings.Now("orleans-catalog-activations")[""]);
    }
}
