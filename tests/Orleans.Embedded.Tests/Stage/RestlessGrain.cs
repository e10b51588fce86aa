using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests;

/// <summary>How often it was called, and how many of the same key were ever in memory at once.</summary>
internal sealed class Presence
{
    private readonly ConcurrentDictionary<string, int> _present = new();
    private int _calls;
    private int _most;

    public int Calls => _calls;

    public int Most => _most;

    public void Called() => Interlocked.Increment(ref _calls);

    public void Came(string key)
    {
        var present = _present.AddOrUpdate(key, 1, (_, before) => before + 1);
        if (present > _most)
            _most = present;
    }

    public void Left(string key) => _present.AddOrUpdate(key, 0, (_, before) => before - 1);
}

/// <summary>A grain that leaves after each third call.</summary>
internal interface IRestlessGrain : IGrainWithStringKey
{
    Task Call();
}

internal sealed class RestlessGrain(Presence presence) : Grain, IRestlessGrain
{
    private int _calls;

    public async Task Call()
    {
        presence.Called();
        if (++_calls % 3 == 0)
            DeactivateOnIdle();
        await Task.Yield();
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        presence.Came(this.GetPrimaryKeyString());
        await Task.Yield();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        presence.Left(this.GetPrimaryKeyString());
    }
}
