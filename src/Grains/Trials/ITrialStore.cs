namespace RmsOrleans.Grains.Trials;

/// <summary>Where trial runs are kept.</summary>
internal interface ITrialStore
{
    Task<TrialRun?> Find(TrialId id, CancellationToken cancellation);

    /// <summary>Keeps what is asked, unless it is kept already.</summary>
    Task Add(TrialRun asked, CancellationToken cancellation);

    /// <summary>Keeps how far a run has come, unless it has ended.</summary>
    Task Checkpoint(TrialRun run, CancellationToken cancellation);

    /// <summary>Keeps how a run has ended, once.</summary>
    Task End(TrialRun run, CancellationToken cancellation);
}

/// <summary>The stored declarations, as trial runs examine them.</summary>
internal interface ITrialScans
{
    /// <summary>What there is to examine at this moment; it stays as it is until the run is forgotten.</summary>
    /// <param name="known">Told what it is as soon as that is known, on any thread: before it is kept with what the run is compared with.</param>
    Task<TrialSnapshot> Snapshot(TrialId run, TrialQuestion question, Action<TrialSnapshot>? known, CancellationToken cancellation);

    /// <summary>Examines a segment on threads of this silo that are kept for it; stops soon after it is asked to.</summary>
    Task<TrialTally> Examine(TrialId run, TrialQuestion question, TrialSegment segment, CancellationToken stop);

    /// <summary>Examines a segment ahead of what else is examined, without comparing: for who waits for the first counts.</summary>
    /// <exception cref="OperationCanceledException">It was stopped, or takes too long to be done ahead.</exception>
    Task<TrialTally> Look(TrialId run, TrialQuestion question, TrialSegment segment, CancellationToken stop);

    /// <summary>Deletes what was kept for a run alone.</summary>
    void Forget(TrialId run);
}
