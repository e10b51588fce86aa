namespace RmsOrleans.Silo.Hosting.Dashboard;

/// <summary>What measures for the dashboard on this silo, from a look at it to some minutes after the last.</summary>
internal sealed class MeasuringWhileLooked(
    Func<IReadOnlyList<IHostedService>> makeHosts, Func<IReadOnlyList<ILifecycleParticipant<ISiloLifecycle>>> makeParticipants, TimeProvider clock, ILogger<MeasuringWhileLooked> log)
    : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private Parts? running;
    private ITimer? end;

    /// <summary>Raised when it begins.</summary>
    public event Action? Begun;

    public bool IsOn
    {
        get
        {
            lock (gate)
                return running is not null;
        }
    }

    public void Looked()
    {
        Parts begun;
        lock (gate)
        {
            end ??= clock.CreateTimer(_ => _ = End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            end.Change(Patience, Timeout.InfiniteTimeSpan);
            if (running is not null)
                return;
            running = begun = new Parts();
        }
        _ = Begin(begun);
    }

    public async ValueTask DisposeAsync()
    {
        if (end is not null)
            await end.DisposeAsync();
        await End();
    }

    /// <summary>The dashboard is there without it, and shows less.</summary>
    private async Task Begin(Parts begun)
    {
        try
        {
            Begun?.Invoke();
            await begun.Start(makeHosts(), makeParticipants());
        }
        catch (Exception failure)
        {
            log.DashboardDoesNotMeasure(failure);
        }
    }

    internal async Task End()
    {
        Parts? ended;
        lock (gate)
            (ended, running) = (running, null);
        if (ended is not null)
            await ended.Stop();
    }

    /// <summary>Stands for the silo's life, to which the parts would otherwise belong.</summary>
    private sealed class Parts : ISiloLifecycle
    {
        private readonly SemaphoreSlim turn = new(1);
        private readonly List<ILifecycleObserver> observers = [];
        private IReadOnlyList<IHostedService> hosts = [];

        public int HighestCompletedStage => ServiceLifecycleStage.Active;

        public int LowestStoppedStage => int.MaxValue;

        public async Task Start(IReadOnlyList<IHostedService> ofHost, IReadOnlyList<ILifecycleParticipant<ISiloLifecycle>> ofSilo)
        {
            await turn.WaitAsync();
            try
            {
                hosts = ofHost;
                foreach (var participant in ofSilo)
                    participant.Participate(this);
                foreach (var observer in observers)
                    await observer.OnStart(CancellationToken.None);
                foreach (var host in hosts)
                    await host.StartAsync(CancellationToken.None);
            }
            finally
            {
                turn.Release();
            }
        }

        public async Task Stop()
        {
            await turn.WaitAsync();
            foreach (var observer in observers)
                await observer.OnStop(CancellationToken.None);
            foreach (var host in hosts.OfType<IAsyncDisposable>())
                await host.DisposeAsync();
        }

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            observers.Add(observer);
            return new Subscription();
        }

        /// <summary>Nothing here leaves before the end.</summary>
        private sealed class Subscription : IDisposable
        {
            public void Dispose()
            {
            }
        }
    }
}
