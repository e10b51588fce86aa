namespace RmsOrleans.Grains.Drafts;

/// <summary>Commits a batch of registrations to its sequence.</summary>
internal sealed class SequenceCommits(IJournal journal, NumberSequence numbers, BatchCommits commits, NumberingMetrics metrics)
{
    public Task<ImmutableArray<RegistrationAnswer>> Commit(SequenceKey sequence, IBatch<RegistrationRequest> batch) => commits.Commit(
        sequence, batch, members => journal.Register(sequence, members, numbers.Number, CancellationToken.None), Count);

    private void Count(ImmutableArray<RegistrationAnswer> answers, TimeSpan took)
    {
        if (!answers.IsEmpty)
            metrics.Committed(answers.Length, answers.Count(answer => answer.End == RegistrationEnd.Registered), took);
    }
}
