using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Silo.Hosting.Dashboard;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Orleans' dashboard costs something while somebody looks at it, and then only.</summary>
public sealed class DashboardAtRestTests
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task Nothing_is_asked_for_it_until_somebody_looks_and_again_when_somebody_looks_again()
    {
        await using var program = new CountedProgram();
        Assert.DoesNotContain(program.Calls, call => call.Key is "GetRuntimeStatistics" or "ReportCounters" or "SetVersion" or "InitializeAsync" or "GetHosts" or "GetDetailedHosts");
        var measuring = program.Services.GetRequiredService<MeasuringWhileLooked>();
        Assert.False(measuring.IsOn);

        using var visitor = Visitor.Of(program, Officials.Operator);
        await visitor.See("/desk/cluster/");
        await Comes("GetRuntimeStatistics", moreThan: 0);
        await Comes("ReportCounters", moreThan: 0);

        await measuring.End();
        Assert.False(measuring.IsOn);
        await visitor.See("/desk/cluster/");
        Assert.True(measuring.IsOn);
        await Comes("ReportCounters", moreThan: program.Calls["ReportCounters"] + 1);
        await Comes("GetRuntimeStatistics", moreThan: program.Calls["GetRuntimeStatistics"]);

        Task Comes(string method, int moreThan) =>
            Patience.Until($"{method} to be called", () => Task.FromResult(program.Calls.GetValueOrDefault(method)), calls => calls > moreThan);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task It_is_begun_once_and_ends_two_minutes_after_the_last_look()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
        var part = new Part();
        await using var measuring = new MeasuringWhileLooked(() => [part], () => [part], clock, NullLogger<MeasuringWhileLooked>.Instance);
        Assert.Equal("", part.Life);

        measuring.Looked();
        clock.Turn(TimeSpan.FromMinutes(1.5));
        measuring.Looked();
        clock.Turn(TimeSpan.FromMinutes(1.9));
        Assert.Equal("begun, host begun, ", part.Life);
        Assert.True(measuring.IsOn);

        clock.Turn(TimeSpan.FromMinutes(0.1));
        Assert.Equal("begun, host begun, ended, host ended, ", part.Life);
        Assert.False(measuring.IsOn);

        measuring.Looked();
        Assert.Equal("begun, host begun, ended, host ended, begun, host begun, ", part.Life);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_fails_to_begin_takes_nothing_with_it_and_is_begun_with_the_next_look_after_its_end()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
        var part = new Part();
        var fails = true;
        await using var measuring = new MeasuringWhileLooked(
            () => fails ? throw new InvalidOperationException("It is not there.") : [part], () => [], clock, NullLogger<MeasuringWhileLooked>.Instance);
        measuring.Looked();
        Assert.Equal("", part.Life);

        fails = false;
        clock.Turn(TimeSpan.FromMinutes(2));
        measuring.Looked();
        Assert.Equal("host begun, ", part.Life);
    }

    /// <summary>Or Orleans takes a check that has only just been begun for one that has not completed since the machine was started.</summary>
    [Fact]
    public void Membership_counts_its_time_from_the_start_of_the_program()
    {
        using var program = new TheProgram();
        var elapsed = program.Services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Membership).GetElapsedTime(0);
        using var self = Process.GetCurrentProcess();
        Assert.InRange(elapsed, TimeSpan.Zero, DateTime.Now - self.StartTime);
    }

    private sealed class Part : IHostedService, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
    {
        public string Life { get; private set; } = "";

        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe("part", ServiceLifecycleStage.Last, _ => Say("begun, "), _ => Say("ended, "));

        public Task StartAsync(CancellationToken cancellationToken) => Say("host begun, ");

        public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async ValueTask DisposeAsync() => await Say("host ended, ");

        private Task Say(string what)
        {
            Life += what;
            return Task.CompletedTask;
        }
    }

    /// <summary>Counts what grains and silos are asked, by method.</summary>
    private sealed class CountedProgram : TheProgram, IIncomingGrainCallFilter
    {
        public ConcurrentDictionary<string, int> Calls { get; } = [];

        public Task Invoke(IIncomingGrainCallContext context)
        {
            Calls.AddOrUpdate(context.MethodName, 1, (_, calls) => calls + 1);
            return context.Invoke();
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IIncomingGrainCallFilter>(this));
        }
    }
}
