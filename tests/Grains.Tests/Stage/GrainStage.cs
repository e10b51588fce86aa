using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Our grains on two silos in this process, with a store of their own and a clock that the test turns.</summary>
internal sealed class GrainStage : IAsyncDisposable
{
    private InProcessTestCluster cluster = null!;
    private readonly GrainStage? shared;
    private int drafts;

    private GrainStage(GrainStage? shared, int segments)
    {
        Trials = shared?.Trials ?? new();
        Scans = new() { Segments = segments };
        Clock = shared?.Clock ?? new HandClock(Ceramics.SignedAt.AddDays(1));
        EngineClock = shared?.EngineClock ?? new HandClock(Clock.GetUtcNow());
        this.shared = shared;
        Store = shared?.Store ?? new TemporaryStore(Clock);
        Authorities = shared?.Authorities ?? new MemoryLoads<AuthorityLoad>(new AuthorityLoad(1, Ceramics.Authorities.All));
        Calendars = shared?.Calendars ?? new MemoryLoads<CalendarLoad>();
        Classifiers = shared?.Classifiers ?? new MemoryLoads<ClassifierLoad>();
        Deadlines = new FaultyDeadlines(Store.Deadlines);
    }

    /// <summary>The cluster's client, so that every argument and result is serialised.</summary>
    public IGrainFactory Grains => cluster.Client;

    /// <summary>What a node has beside its grains.</summary>
    public T Service<T>() where T : notnull => Nodes.First().GetRequiredService<T>();

    private IEnumerable<IServiceProvider> Nodes => cluster.Silos.Select(silo => silo.ServiceProvider);

    /// <param name="shared">Another cluster on the same store, clock and authorities; it is closed after this one.</param>
    /// <param name="silos">With one, nothing is sent between silos.</param>
    /// <param name="segments">How many there are for trial runs.</param>
    public static async Task<GrainStage> Open(GrainStage? shared = null, int silos = 2, int segments = 10)
    {
        var stage = new GrainStage(shared, segments);
        if (shared is null)
            await stage.Store.Start();
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            // Its own upkeep, which the same clock drives, must not be mistaken for a reminder that waits: once at the start, then daily.
            silo.Configure<ReminderOptions>(reminders =>
                (reminders.RefreshReminderListPeriod, reminders.ReminderLoadingWindow) = (TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
            silo.Services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", new MovingClock(stage.EngineClock));
            stage.AddTo(silo.Services);
        });
        stage.cluster = builder.Build();
        await stage.cluster.DeployAsync();
        // One after the other: of two that start at once, one may take itself for dead and have its reminders kept by the other, which does not
        // own them; the owner would read of them only at its upkeep.
        for (var more = silos - 1; more > 0; more--)
            await stage.cluster.StartAdditionalSiloAsync();
        await stage.cluster.WaitForLivenessToStabilizeAsync();
        stage.EngineClock.Turn(TimeSpan.FromMinutes(1));
        foreach (var node in stage.Nodes)
            await node.GetRequiredService<AuthorityRegisterHolder>().Refresh(CancellationToken.None);
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        if (shared is null)
            await Store.DisposeAsync();
    }

    /// <summary>What the domain goes by.</summary>
    public HandClock Clock { get; }

    /// <summary>What reminders go by; apart, so that a test may hurry from pause to pause and wake none of them.</summary>
    public HandClock EngineClock { get; }

    /// <summary>Turns both.</summary>
    public void Turn(TimeSpan by)
    {
        Clock.Turn(by);
        EngineClock.Turn(by);
    }

    public TemporaryStore Store { get; }

    public FaultyJournal Journal => Store.Journal;

    public MemoryLoads<AuthorityLoad> Authorities { get; }

    public MemoryLoads<CalendarLoad> Calendars { get; }

    public MemoryLoads<ClassifierLoad> Classifiers { get; }

    public FaultyDeadlines Deadlines { get; }

    public MemoryTrials Trials { get; }

    /// <summary>Of this cluster.</summary>
    public HeldScans Scans { get; }

    /// <summary>A draft id of its own for each test and call.</summary>
    public DraftId NewDraft() => new(new Guid(++drafts, 0, 0, new byte[8]));

    public Task<Outcome<DraftReceipt>> Execute(DraftId draft, DraftCommand command, Actor actor, RequestConditions? conditions = null) =>
        Grains.Draft(draft).Execute(command, actor, conditions ?? RequestConditions.None);

    public Task<Outcome<DraftReceipt>> Submit(DraftId draft, RequestConditions? conditions = null) =>
        Service<ISubmissions>().Submit(draft, Ceramics.Submission, Ceramics.Coordinator, conditions ?? RequestConditions.None);

    /// <summary>A draft in the situation that these commands make; fails loudly if one is refused.</summary>
    public async Task<DraftId> ADraft(params ImmutableArray<(DraftCommand Command, Actor By)> steps)
    {
        var draft = NewDraft();
        foreach (var (command, by) in steps.Insert(0, (Ceramics.Prepare, Ceramics.Author)))
        {
            var outcome = await Execute(draft, command, by);
            Assert.False(outcome.IsRefused, outcome.Refusal?.Detail.En);
        }
        return draft;
    }

    /// <summary>How many drafts are grains at this moment, on all nodes.</summary>
    public async Task<int> DraftsAwake()
    {
        var grains = await Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return grains.Count(grain => grain.GrainId.Type == Grains.Draft(new DraftId(Guid.Empty)).GetGrainId().Type);
    }

    /// <summary>Tells every node of the calendar as it was loaded, as the program does within seconds.</summary>
    public async Task SpreadCalendar()
    {
        foreach (var node in Nodes)
            await node.GetRequiredService<CalendarHolder>().Refresh(CancellationToken.None);
    }

    /// <summary>What the nodes measure from now on.</summary>
    public Readings Readings() => new([.. Nodes.Select(node => node.GetRequiredService<IMeterFactory>())]);

    /// <summary>Ends when so many registrations have gathered for the next commit.</summary>
    public async Task Gathered(int registrations)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gathered = 0;
        object[] meters = [.. Nodes.Select(node => node.GetRequiredService<IMeterFactory>())];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "rms.registration.queue_length" && meters.Contains(instrument.Meter.Scope))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, change, _, _) =>
        {
            if (Interlocked.Add(ref gathered, change) == registrations)
                reached.SetResult();
        });
        listener.Start();
        await reached.Task;
    }

    private void AddTo(IServiceCollection services)
    {
        services.AddKeyedSingleton<TimeProvider>(Clocks.Domain, Clock);
        services.AddSingleton<IJournal>(Journal);
        services.AddSingleton<ILoadStore<AuthorityLoad>>(Authorities);
        services.AddSingleton<ILoadStore<CalendarLoad>>(Calendars);
        services.AddSingleton<ILoadStore<ClassifierLoad>>(Classifiers);
        services.AddSingleton<IDeadlineStore>(Deadlines);
        services.AddSingleton<IEntryStore, NoEntries>();
        services.AddSingleton<ITrialStore>(Trials);
        services.AddSingleton<ITrialScans>(Scans);
        services.AddDomain(new ConfigurationBuilder().Build());
        services.AddMetrics();
    }
}
