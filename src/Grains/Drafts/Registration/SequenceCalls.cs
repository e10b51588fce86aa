namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// The way from this silo to one sequence. While its grain cannot be reached, the silo commits by itself: the database is the fence.
/// </summary>
internal sealed class SequenceCalls(SequenceKey sequence, GrainReach<INumberSequenceGrain> reach, SequenceCommits commits)
{
    public async Task<ImmutableArray<RegistrationAnswer>> Register(IBatch<RegistrationRequest> batch) =>
        await reach.Ask(grain => grain.Register(new RegistrationBatch(batch))) ?? await commits.Commit(sequence, batch);
}
