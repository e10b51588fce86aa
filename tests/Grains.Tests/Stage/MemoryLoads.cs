using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Loads of one kind of reference data, kept in memory.</summary>
internal sealed class MemoryLoads<TLoad>(params ImmutableArray<TLoad> before) : ILoadStore<TLoad> where TLoad : IRevised
{
    private readonly Lock gate = new();

    public ImmutableArray<TLoad> Loads { get; private set; } = before;

    /// <summary>What another node loads in between, made of the load that is to be written, one before each write.</summary>
    public Queue<Func<TLoad, TLoad>> OthersLoad { get; } = [];

    public Task<long> Revision(CancellationToken cancellation) => Task.FromResult((long)Loads.Length);

    public Task<ImmutableArray<TLoad>> LoadsAfter(long revision, CancellationToken cancellation) => Task.FromResult(Loads[(int)revision..]);

    public Task<bool> Write(TLoad load, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (OthersLoad.TryDequeue(out var other))
                Loads = Loads.Add(other(load));
            if (load.Revision != Loads.Length + 1)
                return Task.FromResult(false);

            Loads = Loads.Add(load);
            return Task.FromResult(true);
        }
    }
}
