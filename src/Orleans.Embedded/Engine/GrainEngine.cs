using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The grains of one process: gives references, brings calls to activations, and stops in good order.</summary>
internal sealed class GrainEngine : IClusterClient, IDisposable
{
    private enum Stage
    {
        Running,
        Draining,
        Stopped,
    }

    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();
    private readonly ConcurrentDictionary<Type, GrainClass> _classOfInterface = new();
    private readonly ITimer _timeouts;
    private volatile Stage _stage;

    public GrainEngine(GrainClasses classes, IOptions<EmbeddedGrainOptions> options, EngineLog log, IServiceProvider services)
    {
        (Classes, Options, Log, ServiceProvider) = (classes, options.Value, log, services);
        foreach (var type in classes.Interfaces)
            _ = InterfaceOf(type); // so that an interface that cannot work fails at start

        Clocks = new(services);
        Telemetry = new(classes, services.GetService<IMeterFactory>());
        InFlight = new(Clocks.Calls, Options.ResponseTimeout);
        Collector = new(classes, Options, Clocks.Collection);

        var often = TimeSpan.FromTicks(Math.Min(Options.ResponseTimeout.Ticks / 10, TimeSpan.TicksPerSecond));
        _timeouts = Clocks.Calls.CreateTimer(_ => Telemetry.CallsTimedOut(InFlight.TimeOutLateOnes()), null, often, often);
    }

    public IServiceProvider ServiceProvider { get; }

    public EmbeddedGrainOptions Options { get; }

    public EngineLog Log { get; }

    public EngineClocks Clocks { get; }

    public GrainClasses Classes { get; }

    public GrainTelemetry Telemetry { get; }

    public CallsInFlight InFlight { get; }

    public IdleCollector Collector { get; }

    public ReminderRegistry Reminders => ServiceProvider.GetRequiredService<ReminderRegistry>();

    /// <summary>Whether calls from outside, ticks among them, are taken.</summary>
    public bool TakesCalls => _stage == Stage.Running;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var grainClass = grainClassNamePrefix is null
            ? _classOfInterface.GetOrAdd(typeof(TGrainInterface), static (type, classes) => classes.Implementing(type, null), Classes)
            : Classes.Implementing(typeof(TGrainInterface), grainClassNamePrefix);
        return (TGrainInterface)ReferenceTo(typeof(TGrainInterface), grainClass, primaryKey);
    }

    public object ReferenceTo(Type interfaceType, GrainClass grainClass, string key) =>
        interfaceType.IsAssignableFrom(grainClass.Type)
            ? InterfaceOf(interfaceType).ReferenceTo(this, grainClass, key)
            : throw new InvalidCastException($"{grainClass.Type} does not implement {interfaceType}.");

    /// <summary>A reference to a remindable grain by its stored name; null if this program has no such class.</summary>
    public IRemindable? Remindable(GrainId grain) =>
        Classes.Named(grain.Type) is { } grainClass && typeof(IRemindable).IsAssignableFrom(grainClass.Type)
            ? (IRemindable)ReferenceTo(typeof(IRemindable), grainClass, grain.Key)
            : null;

    /// <summary>Takes a new call into the engine.</summary>
    public void Send(Call call, GrainClass grainClass, string key)
    {
        InFlight.Add(call); // before the look at the stage: a stop either sees the call or is seen by it
        if (_stage != Stage.Running && (_stage == Stage.Stopped || Activation.Current is null))
            Refuse(call);
        else
            Route(call, grainClass, key);
    }

    /// <summary>Brings a call to the activation of its grain, or makes that.</summary>
    public void Route(Call call, GrainClass grainClass, string key)
    {
        while (true)
        {
            if (grainClass.Activations.TryGetValue(key, out var there))
            {
                if (there.TryAccept(call))
                    return;
            }
            else if (_stage == Stage.Stopped)
            {
                Refuse(call);
                return;
            }
            else
            {
                var made = new Activation(this, grainClass, key);
                if (grainClass.Activations.TryAdd(key, made))
                    made.Arrive();
            }
        }
    }

    /// <summary>Takes a call that is meant for this activation and no later one.</summary>
    public void Post(Call call, Activation activation)
    {
        InFlight.Add(call);
        if (!activation.TryAccept(call))
            call.MoveOn();
    }

    /// <summary>Refuses calls from outside, waits for those in flight, then lets all grains go; as far as the time allows.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _stage = Stage.Draining;
        Collector.Dispose();
        if (!await EndsInTime(InFlight.DrainAsync(), cancellation))
            Log.StoppedWithCallsInFlight(InFlight.Count);

        _stage = Stage.Stopped;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process is stopping.");
        var leaving = Classes.All.SelectMany(grainClass => grainClass.Activations.Values).Select(activation => activation.DeactivateAsync(reason));
        if (!await EndsInTime(Task.WhenAll(leaving), cancellation))
            Log.StoppedWithGrainsLeaving();

        InFlight.AbandonAll(_ => Stopping());
        Dispose();
    }

    public void Dispose()
    {
        _timeouts.Dispose();
        Collector.Dispose();
        Telemetry.Dispose();
    }

    private static SiloUnavailableException Stopping() => new("The call was refused: the grains of this process are stopping.");

    private static void Refuse(Call call) => call.Fail(Stopping());

    private static async Task<bool> EndsInTime(Task task, CancellationToken cancellation)
    {
        await task.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }

    private GrainInterface InterfaceOf(Type type) => _interfaces.GetOrAdd(type, static type => new(type));
}
