namespace RmsOrleans.Grains.Reference.Loads;

/// <summary>
/// Holds this node's copy of reference data: what ships, as revision 0, and what was loaded on top of it. Refreshed after a load here, and
/// within seconds after one elsewhere.
/// </summary>
internal abstract class LoadHolder<TData, TLoad>(
    ILoadStore<TLoad> store, TData shipped, Func<TData, TLoad, TData> with, Phrase? again = null)
    where TData : class, IRevised
    where TLoad : class, IRevised
{
    private readonly Phrase again = again ?? new("Load it again.", "Повторите загрузку.");
    private readonly Lock gate = new();
    private volatile TData current = shipped;

    public TData Current => current;

    /// <summary>Reads what was loaded since, if anything was.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        var read = current;
        if (await store.Revision(cancellation) == read.Revision)
            return;

        foreach (var load in await store.LoadsAfter(read.Revision, cancellation))
            read = with(read, load);
        lock (gate)
            current = read.Revision > current.Revision ? read : current;
    }

    /// <summary>Decides a load on the data as they are stored, writes it, and lets this node see it at once.</summary>
    /// <param name="decide">Asked again when another load has taken the revision: this one is stale then, or the other was the same.</param>
    public async Task<Outcome<TAnswer>> Load<TAnswer>(Func<TData, Outcome<LoadDecision<TLoad, TAnswer>>> decide) where TAnswer : class
    {
        try
        {
            while (true)
            {
                await Refresh(CancellationToken.None);
                var decision = decide(current);
                if (decision.IsRefused)
                    return decision.Refusal;

                var (load, answer) = decision.Value;
                if (load is null)
                    return answer;

                if (await store.Write(load, CancellationToken.None))
                {
                    await Refresh(CancellationToken.None);
                    return answer;
                }
            }
        }
        catch (StorageUnavailableException)
        {
            return new Refusal(
                RefusalReason.StorageUnavailable,
                $"The storage does not answer, so it is not known whether this was done. {again.En}",
                $"Хранилище не отвечает, поэтому неизвестно, выполнено ли действие. {again.Ru}");
        }
    }
}

/// <summary>What is to be written, null for nothing, and what the caller is answered then.</summary>
internal sealed record LoadDecision<TLoad, TAnswer>(TLoad? Load, TAnswer Answer) where TLoad : class;

/// <summary>Where loads of one kind of reference data are kept. Throws <see cref="StorageUnavailableException"/> like the journal.</summary>
internal interface ILoadStore<TLoad> where TLoad : IRevised
{
    /// <summary>The revision alone, 0 if nothing was loaded: one indexed row, to see whether another node has loaded something.</summary>
    Task<long> Revision(CancellationToken cancellation);

    /// <summary>What was loaded after a revision, in order: load by load, or in one.</summary>
    Task<ImmutableArray<TLoad>> LoadsAfter(long revision, CancellationToken cancellation);

    /// <returns>False unless the load is the next revision; nothing is written then.</returns>
    Task<bool> Write(TLoad load, CancellationToken cancellation);
}
