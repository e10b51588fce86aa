using System.Diagnostics;

namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// Registrations of one silo on their way to their sequence. Inside a silo it is handed on as it is, and open: who comes until the storage asks
/// for the members is among them. Between silos it is closed when it is written.
/// </summary>
[GenerateSerializer, Alias("registration-batch`1"), Immutable]
internal sealed class RegistrationBatch<TRequest> : IBatch<TRequest>
{
    [NonSerialized]
    private readonly IBatch<TRequest>? open;

    private RegistrationBatch()
    {
    }

    public RegistrationBatch(IBatch<TRequest> open) => this.open = open;

    [Id(0)]
    public ImmutableArray<TRequest> Members
    {
        get => open?.Members ?? field;
        private set;
    }

    /// <summary>Only recorded traces are worth a way between silos.</summary>
    [Id(1)]
    public ImmutableArray<string> Traces
    {
        get => open is null ? field : [.. open.Callers.Select(RecordedTraces.Write).OfType<string>()];
        private set;
    }

    public IEnumerable<ActivityContext> Callers => open?.Callers ?? Traces.Select(trace => ActivityContext.Parse(trace, null));

    public Activity? Lead => open?.Lead;
}

/// <summary>Gathers the batches that silos send to one sequence, and commits many of them at a time.</summary>
/// <param name="commit">One answer for each registration, in the order of the batch.</param>
internal sealed class SequenceBatches<TRequest, TAnswer>(int batchLimit, int batchesAtOnce, Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> commit)
{
    private BatchQueue<RegistrationBatch<TRequest>, ImmutableArray<TAnswer>> Waiting => field ??= new(batchLimit, batchesAtOnce, Commit, weight: batch => batch.Members.Length);

    public Task<ImmutableArray<TAnswer>> Add(RegistrationBatch<TRequest> batch) => Waiting.Add(batch);

    private async Task<ImmutableArray<ImmutableArray<TAnswer>>> Commit(IBatch<RegistrationBatch<TRequest>> batches)
    {
        var answers = await commit(new Joined(batches));
        var own = ImmutableArray.CreateBuilder<ImmutableArray<TAnswer>>(batches.Members.Length);
        var answered = 0;
        foreach (var batch in batches.Members)
        {
            own.Add(answers.Slice(answered, batch.Members.Length));
            answered += batch.Members.Length;
        }
        return own.MoveToImmutable();
    }

    /// <summary>The batches of several silos as one.</summary>
    private sealed class Joined(IBatch<RegistrationBatch<TRequest>> batches) : IBatch<TRequest>
    {
        public ImmutableArray<TRequest> Members =>
            batches.Members is [var only] ? only.Members : field.IsDefault ? field = [.. batches.Members.SelectMany(batch => batch.Members)] : field;

        public IEnumerable<ActivityContext> Callers => batches.Members.SelectMany(batch => batch.Callers);

        public Activity? Lead => batches.Members.Select(batch => batch.Lead).FirstOrDefault(lead => lead is not null);
    }
}

/// <summary>The way from this silo to one sequence. While its grain cannot be reached, the silo commits by itself: the database is the fence.</summary>
internal sealed class SequenceCalls<TGrain, TRequest, TAnswer>(
    GrainReach<TGrain> reach, Func<TGrain, RegistrationBatch<TRequest>, Task<ImmutableArray<TAnswer>>> register, Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> commit)
    where TGrain : IReachable
{
    public async Task<ImmutableArray<TAnswer>> Register(IBatch<TRequest> batch) => await reach.Ask(grain => register(grain, new(batch))) ?? await commit(batch);
}
