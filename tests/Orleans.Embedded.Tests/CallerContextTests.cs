using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Embedded.Tests;

public sealed class CallerContextTests
{
    [Fact]
    public async Task A_call_that_waited_runs_in_the_context_of_its_own_caller()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grain<IWorkGrain>("work/1");

        WorkGrain.AmbientValue.Value = "first";
        var first = grain.Work("first", default);
        WorkGrain.AmbientValue.Value = "second";
        var second = grain.Ambient();
        WorkGrain.AmbientValue.Value = "third";
        var third = grain.Ambient();
        host.Probe.Open("first");
        await first.InTime();

        Assert.Equal(("second", "third"), (await second.InTime(), await third.InTime()));
    }

    [Fact]
    public async Task A_call_is_a_span_under_that_of_its_caller()
    {
        using var spans = new Spans();
        await using var host = await TestHost.StartAsync();
        using var caller = new Activity("caller").Start();

        var seen = await host.Grain<IWorkGrain>("work/span").Trace().InTime();

        var span = Assert.Single(spans.Under(caller));
        Assert.Equal(("IWorkGrain/Trace", seen), (span.DisplayName, span.Id));
        Assert.Equal("orleans", span.GetTagItem("rpc.system"));
        Assert.Equal("IWorkGrain", span.GetTagItem("rpc.service"));
        Assert.Equal("Trace", span.GetTagItem("rpc.method"));
        Assert.Equal("work/work/span", span.GetTagItem("rpc.orleans.target_id"));
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public async Task The_span_of_a_call_that_failed_says_so_without_the_message()
    {
        using var spans = new Spans();
        await using var host = await TestHost.StartAsync();
        using var caller = new Activity("caller").Start();

        await Assert.ThrowsAsync<NotReadyException>(() => host.Grain<IWorkGrain>("work/1").FailLater().InTime());

        var span = Assert.Single(spans.Under(caller));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(typeof(NotReadyException).FullName, span.GetTagItem("exception.type"));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value is string text && text.Contains("later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_timeouts_and_grains_in_memory_are_measured()
    {
        await using var host = await TestHost.StartAsync();
        var measured = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "Microsoft.Orleans" && instrument.Meter.Scope == host.Services.GetService(typeof(IMeterFactory)))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument.Name, 1));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();

        await host.Grain<IWorkGrain>("work/1").Key().InTime();
        var slow = host.Grain<IWorkGrain>("work/2").Work("slow", default);
        await host.Probe.Noted("slow begins");
        host.Clock.Turn(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => slow.InTime());
        listener.RecordObservableInstruments();

        Assert.Equal(1, measured["orleans-app-requests-latency"]);
        Assert.Equal(1, measured["orleans-app-requests-timedout"]);
        Assert.Equal(2, measured["orleans-catalog-activations"]);
        host.Probe.Open("slow"); // only now: it is measured too when it ends

        void Add(string name, double value)
        {
            lock (measured)
                measured[name] = measured.GetValueOrDefault(name) + value;
        }
    }

    private sealed class Spans : IDisposable
    {
        private readonly List<Activity> _ended = [];
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new()
            {
                ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    lock (_ended)
                        _ended.Add(span);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public Activity[] Under(Activity parent)
        {
            lock (_ended)
                return [.. _ended.Where(span => span.ParentId == parent.Id)];
        }

        public void Dispose() => _listener.Dispose();
    }
}
