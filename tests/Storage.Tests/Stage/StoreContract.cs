using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>What both databases must hold to. Each test has a fresh database.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private Store? store;

    private protected StoreContract(IStage stage) => Stage = stage;

    private protected IStage Stage { get; }

    private protected HandClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    private protected Store Store => store ?? throw new InvalidOperationException("The store is closed.");

    private protected static SequenceKey Baltic => new("00-10216");

    public async Task InitializeAsync()
    {
        await Stage.PrepareReady();
        await OpenStore();
    }

    public async Task DisposeAsync()
    {
        await CloseStore();
        await Stage.Clear();
    }

    private protected async Task OpenStore(params SchemaScript[] added) => store = await Stage.OpenNode(Clock, added);

    private protected async Task CloseStore()
    {
        if (Interlocked.Exchange(ref store, null) is { } open)
            await open.DisposeAsync();
    }

    /// <summary>
    /// Drafts 1000 and on are registered, ten at a time, from before this work begins until it has ended; not more than 4,000, since work that
    /// goes through all of them would take the longer the longer it takes.
    /// </summary>
    private protected async Task WhileOthersRegister(Func<Task> work)
    {
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registering = Task.Run(async () =>
        {
            for (var first = 1000; first < 5000 && !stop.IsCancellationRequested; first += 10)
            {
                await Store.Register(Baltic, Drafts(first, 10));
                begun.TrySetResult();
            }
        });
        await Task.WhenAny(begun.Task, registering);
        await work();
        await stop.CancelAsync();
        await registering;
    }

    /// <summary>The same number is always the same draft.</summary>
    private protected static DraftId Draft(int number) => new(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]));

    private protected static RegistrationRequest ADraft(int number) => Requests.Of(Draft(number));

    private protected static RegistrationRequest[] Drafts(int from, int count) => [.. Enumerable.Range(from, count).Select(ADraft)];
}
