using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Classifiers;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Loads;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Our grains on an engine in this process, with a journal in memory and a clock that the test turns.</summary>
internal sealed partial class GrainStage : IAsyncDisposable
{
    private int drafts;

    private GrainStage(GrainStage? shared)
    {
        Clock = shared?.Clock ?? new HandClock(Ceramics.SignedAt.AddDays(1));
        EngineClock = shared?.EngineClock ?? new HandClock(Clock.GetUtcNow());
        Journal = shared?.Journal ?? new MemoryJournal(Clock);
        Authorities = shared?.Authorities ?? new SampleAuthorities();
        Calendars = shared?.Calendars ?? new MemoryLoads<CalendarLoad>();
        Classifiers = shared?.Classifiers ?? new MemoryLoads<ClassifierLoad>();
        Deadlines = new MemoryDeadlines(Journal);
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

    public MemoryJournal Journal { get; }

    public SampleAuthorities Authorities { get; }

    public MemoryLoads<CalendarLoad> Calendars { get; }

    public MemoryLoads<ClassifierLoad> Classifiers { get; }

    public MemoryDeadlines Deadlines { get; }

    /// <summary>A draft id of its own for each test and call.</summary>
    public DraftId NewDraft() => new(new Guid(++drafts, 0, 0, new byte[8]));

    public Task<Outcome<DraftReceipt>> Execute(DraftId draft, DraftCommand command, Actor actor, RequestConditions? conditions = null) =>
        Grains.Draft(draft).Execute(command, actor, conditions ?? RequestConditions.None);

    public Task<Outcome<DraftReceipt>> Submit(DraftId draft, RequestConditions? conditions = null) =>
        Execute(draft, Ceramics.Submission, Ceramics.Coordinator, conditions);

    /// <summary>A draft in the situation that these commands make; fails loudly if one is refused.</summary>
    public async Task<DraftId> ADraft(params ImmutableArray<(DraftCommand Command, Actor By)> steps)
    {
        var draft = NewDraft();
        foreach (var (command, by) in steps.Insert(0, (Ceramics.Prepare, Ceramics.Author)))
        {
            var outcome = await Execute(draft, command, by);
            Assert.False(outcome.IsRefused, outcome.Refusal?.Detail);
        }
        return draft;
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
        services.AddSingleton<IAuthorityStore>(Authorities);
        services.AddSingleton<ILoadStore<CalendarLoad>>(Calendars);
        services.AddSingleton<ILoadStore<ClassifierLoad>>(Classifiers);
        services.AddSingleton<IDeadlineStore>(Deadlines);
        services.AddDomain(new ConfigurationBuilder().Build());
        services.AddMetrics();
    }
}
