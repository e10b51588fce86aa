using System.Collections.Concurrent;
using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>Trial runs in memory, as a store keeps them.</summary>
internal sealed class MemoryTrials : ITrialStore
{
    private readonly ConcurrentDictionary<TrialId, TrialRun> rows = new();

    /// <summary>Whatever was written of a run, in order.</summary>
    public ConcurrentQueue<TrialRun> Written { get; } = [];

    public bool IsAway { get; set; }

    public TrialRun? this[TrialId id] => rows.GetValueOrDefault(id);

    public Task<TrialRun?> Find(TrialId id, CancellationToken cancellation) => Task.FromResult(this[id]);

    public Task Add(TrialRun asked, CancellationToken cancellation) => Write(asked, known => known ?? asked);

    public Task Checkpoint(TrialRun run, CancellationToken cancellation) => Write(run, known => known is { EndedAt: null } ? run : known);

    public Task End(TrialRun run, CancellationToken cancellation) => Write(run, known => known is { EndedAt: null } ? run with { Progress = null } : known);

    private Task Write(TrialRun run, Func<TrialRun?, TrialRun?> settle)
    {
        if (IsAway)
            throw new StorageUnavailableException();
        Written.Enqueue(run);
        if (settle(this[run.Id]) is { } settled)
            rows[run.Id] = settled;
        return Task.CompletedTask;
    }
}

/// <summary>Segments whose examination the test lets go on, one by one or all.</summary>
internal sealed class HeldScans : ITrialScans
{
    private readonly SemaphoreSlim pass = new(0);

    public ConcurrentQueue<string> Examined { get; } = [];

    public ConcurrentQueue<TrialId> Forgotten { get; } = [];

    /// <summary>Thrown instead of examining, once for each that is there.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = [];

    public int Segments { get; init; } = 10;

    public void Pass(int segments) => pass.Release(segments);

    /// <summary>Whether what is looked at ahead is told; else the look fails.</summary>
    public bool LooksAhead { get; set; }

    /// <summary>Ends when what a run is compared with has been read.</summary>
    public Task Others { get; set; } = Task.CompletedTask;

    public async Task<TrialSnapshot> Snapshot(TrialId run, TrialQuestion question, Action<TrialSnapshot>? known, CancellationToken cancellation)
    {
        var snapshot = new TrialSnapshot(7, [.. Enumerable.Range(0, Segments).Select(i => new TrialSegment($"s{i}", new DateOnly(2026, 1, 1).AddMonths(i % 3), 100, i, null, null))], []);
        known?.Invoke(snapshot);
        await Others;
        return snapshot;
    }

    public Task<TrialTally> Look(TrialId run, TrialQuestion question, TrialSegment segment, CancellationToken stop) =>
        LooksAhead ? Task.FromResult(Of(segment)) : Task.FromException<TrialTally>(new OperationCanceledException());

    public async Task<TrialTally> Examine(TrialId run, TrialQuestion question, TrialSegment segment, CancellationToken stop)
    {
        await pass.WaitAsync(stop);
        if (Failures.TryDequeue(out var failure))
            throw failure;
        Examined.Enqueue(segment.Id);
        return Of(segment);
    }

    private static TrialTally Of(TrialSegment segment)
    {
        var hit = int.Parse(segment.Id[1..], null) + 1;
        return new() { Cells = [new(segment.Month, "10113110", 100, 200, hit, hit * 2, hit * 10)], Goods = [new("6907", hit)] };
    }

    public void Forget(TrialId run) => Forgotten.Enqueue(run);
}
