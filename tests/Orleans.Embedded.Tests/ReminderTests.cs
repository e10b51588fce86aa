namespace Orleans.Embedded.Tests;

/// <summary>
/// That a tick does not come is shown by another reminder, the sentinel: when its tick has come, the look at the database
/// that it came from has not brought the other.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class ReminderTests(PostgresCluster cluster)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory, OnEachDatabase]
    public async Task Ticks_when_due_and_then_every_period(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var host = await TestHost.StartAsync(database: database);
        var alarm = host.Grain<IAlarmGrain>("alarm/1");
        await alarm.Set("wake", 2 * Minute, Minute).InTime();
        await alarm.Set("sentinel", 2 * Minute - Second, 60 * Minute).InTime();

        host.Clock.Turn(2 * Minute - Second);
        await host.Probe.Noted("alarm/1 sentinel");
        Assert.Equal(0, host.Probe.CountOf("alarm/1 wake"));
        host.Clock.Turn(Second);
        await host.Probe.Noted("alarm/1 wake");
        host.Clock.Turn(Minute);
        await host.Probe.Noted("alarm/1 wake", times: 2);

        Assert.Contains("wake at 09:02:00, first 09:02:00, every 0:01:00", host.Probe.Notes);
        Assert.Contains("wake at 09:03:00, first 09:02:00, every 0:01:00", host.Probe.Notes);
    }

    [Theory, OnEachDatabase]
    public async Task After_a_pause_one_tick_makes_up_for_all_that_were_missed(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        var (clock, probe) = (new HandClock(TestHost.Start), new Probe());
        await using (var before = await TestHost.StartAsync(database: database, clock: clock, probe: probe))
            await before.Grain<IAlarmGrain>("alarm/1").Set("wake", Minute, Minute).InTime();
        clock.Turn(5 * 60 * Minute + 30 * Second);

        await using var after = await TestHost.StartAsync(database: database, clock: clock, probe: probe);
        await probe.Noted("alarm/1 wake");
        await after.Grain<IAlarmGrain>("alarm/1").Set("sentinel", 29 * Second, Minute).InTime();
        clock.Turn(29 * Second);
        await probe.Noted("alarm/1 sentinel");
        Assert.Equal(1, probe.CountOf("alarm/1 wake"));
        clock.Turn(Second);
        await probe.Noted("alarm/1 wake", times: 2);

        Assert.Contains("wake at 14:00:30, first 09:01:00, every 0:01:00", probe.Notes);
        Assert.Contains("wake at 14:01:00, first 09:01:00, every 0:01:00", probe.Notes);
    }

    [Theory, OnEachDatabase]
    public async Task Of_two_nodes_on_one_database_one_ticks(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var again = database.Again();
        var (clock, probe) = (new HandClock(TestHost.Start), new Probe());
        await using var one = await TestHost.StartAsync(database: database, clock: clock, probe: probe);
        await using var other = await TestHost.StartAsync(database: again, clock: clock, probe: probe);
        var keys = Enumerable.Range(1, 20).Select(number => $"alarm/{number}").ToArray();
        foreach (var key in keys)
            await one.Grain<IAlarmGrain>(key).Set("wake", Minute, Minute).InTime();

        for (var round = 1; round <= 5; round++)
        {
            clock.Turn(Minute);
            await Task.WhenAll(keys.Select(key => probe.Noted($"{key} wake", round)));
        }

        await Task.WhenAll(one.StopAsync(), other.StopAsync()).InTime();
        Assert.All(keys, key => Assert.Equal(5, probe.CountOf($"{key} wake")));
    }

    [Theory, OnEachDatabase]
    public async Task When_a_node_dies_while_it_ticks_another_ticks_after_the_claim_has_run_out(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var again = database.Again();
        var clock = new HandClock(TestHost.Start);
        await using var dying = await TestHost.StartAsync(database: database, clock: clock);
        await dying.Grain<IAlarmGrain>("alarm/1").Set("hangs", Minute, 60 * Minute).InTime();
        clock.Turn(Minute);
        await dying.Probe.Noted("hangs at 09:01:00, first 09:01:00, every 1:00:00");
        database.IsCut = true;

        await using var other = await TestHost.StartAsync(database: again, clock: clock);
        other.Probe.Open("alarm");
        await other.Grain<IAlarmGrain>("alarm/2").Set("sentinel", 2 * Minute - Second, Minute).InTime();
        clock.Turn(2 * Minute - Second);
        await other.Probe.Noted("alarm/2 sentinel");
        Assert.Equal(0, other.Probe.CountOf("alarm/1 hangs"));
        clock.Turn(Second);

        await other.Probe.Noted("alarm/1 hangs");
        dying.Probe.Open("alarm");
    }

    [Theory, OnEachDatabase]
    public async Task A_tick_that_is_refused_because_the_node_stops_is_left_to_the_next(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        var (clock, probe) = (new HandClock(TestHost.Start), new Probe());
        await using (var stopping = await TestHost.StartAsync(database: database, clock: clock, probe: probe))
        {
            await stopping.Grain<IAlarmGrain>("alarm/1").Set("wake", Minute, Minute).InTime();
            await stopping.Engine.StopAsync(default).InTime();
            clock.Turn(Minute);
        }

        Assert.Empty(probe.Notes);
        await using var next = await TestHost.StartAsync(database: database, clock: clock, probe: probe);

        await probe.Noted("alarm/1 wake");
    }

    [Theory, OnEachDatabase]
    public async Task A_tick_that_fails_does_not_end_the_reminder(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var host = await TestHost.StartAsync(database: database);
        await host.Grain<IAlarmGrain>("alarm/1").Set("fails", Minute, Minute).InTime();

        host.Clock.Turn(Minute);
        await host.Probe.Noted("fails at 09:01:00, first 09:01:00, every 0:01:00");
        host.Clock.Turn(Minute);

        await host.Probe.Noted("fails at 09:02:00, first 09:01:00, every 0:01:00");
    }

    [Theory, OnEachDatabase]
    public async Task A_reminder_can_be_set_anew_and_ended(DatabaseKind kind)
    {
        await using var database = await cluster.DatabaseAsync(kind);
        await using var host = await TestHost.StartAsync(database: database);
        var alarm = host.Grain<IAlarmGrain>("alarm/1");
        await alarm.Set("moved", Minute, Minute).InTime();
        await alarm.Set("ended", Minute, Minute).InTime();
        await alarm.Set("sentinel", Minute, Minute).InTime();
        Assert.Equal(["ended", "moved", "sentinel"], await alarm.Names().InTime());

        await alarm.Set("moved", 2 * Minute, Minute).InTime();
        await alarm.Unset("ended").InTime();
        host.Clock.Turn(Minute);
        await host.Probe.Noted("alarm/1 sentinel");
        Assert.Equal(0, host.Probe.CountOf("alarm/1 moved"));
        host.Clock.Turn(Minute);
        await host.Probe.Noted("alarm/1 moved");

        Assert.Equal(0, host.Probe.CountOf("alarm/1 ended"));
        Assert.Equal(["moved", "sentinel"], await alarm.Names().InTime());
    }

    [Fact]
    public async Task A_reminder_that_cannot_be_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        var alarm = host.Grain<IAlarmGrain>("alarm/1");

        await Assert.ThrowsAsync<ArgumentException>(() => alarm.Set("too often", Minute, Minute - Second).InTime());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => alarm.Set("in the past", -Minute, Minute).InTime());
        await Assert.ThrowsAsync<ArgumentNullException>(() => alarm.Set(" ", Minute, Minute).InTime());
        await Assert.ThrowsAsync<InvalidOperationException>(() => alarm.Set("without a database", Minute, Minute).InTime());
    }
}
