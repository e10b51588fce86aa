using System.Collections.Immutable;
using RmsOrleans.Grains.Classifiers;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Loads of classifiers, kept in memory.</summary>
internal sealed class MemoryClassifiers : IClassifierStore
{
    private readonly Lock gate = new();

    public ImmutableArray<ClassifierLoad> Loads { get; private set; } = [];

    /// <summary>Files that another node loads in between, one before each write.</summary>
    public Queue<string> OthersLoad { get; } = [];

    public Task<long> Revision(CancellationToken cancellation) => Task.FromResult((long)Loads.Length);

    public Task<ImmutableArray<ClassifierLoad>> LoadsAfter(long revision, CancellationToken cancellation) => Task.FromResult(Loads[(int)revision..]);

    public Task<bool> Write(ClassifierLoad load, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (OthersLoad.TryDequeue(out var other))
                Loads = Loads.Add(load with { Revision = Loads.Length + 1, Text = other });
            if (load.Revision != Loads.Length + 1)
                return Task.FromResult(false);

            Loads = Loads.Add(load);
            return Task.FromResult(true);
        }
    }
}
