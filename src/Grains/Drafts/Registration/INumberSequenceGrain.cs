namespace RmsOrleans.Grains.Drafts;

/// <summary>One numbering sequence. What the silos send while a commit is under way shares the next one.</summary>
[Alias("number-sequence")]
internal interface INumberSequenceGrain : IReachable
{
    /// <summary>Answers when the numbers are committed, or when it is known that they cannot be now: one answer for each member, in its order.</summary>
    [Alias("register-batch")]
    Task<ImmutableArray<RegistrationAnswer>> Register(RegistrationBatch batch);
}
