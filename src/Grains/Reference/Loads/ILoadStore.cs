namespace RmsOrleans.Grains.Reference.Loads;

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
