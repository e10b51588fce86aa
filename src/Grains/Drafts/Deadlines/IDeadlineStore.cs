namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Reads open deadlines, which run and are not marked as missed, from the heads of drafts. Throws
/// <see cref="StorageUnavailableException"/> like the journal.
/// </summary>
internal interface IDeadlineStore
{
    /// <summary>Those of all authorities, in the order of their drafts' ids.</summary>
    Task<ImmutableArray<OpenDeadline>> Open(DraftId? after, int most, CancellationToken cancellation);

    /// <summary>Those of one authority that are due by now, the oldest first.</summary>
    Task<ImmutableArray<DeadlinePlace>> Due(AuthorityCode responsible, DateTimeOffset now, DeadlinePlace? after, int most, CancellationToken cancellation);

    /// <summary>Those of one authority that were counted by a calendar before this revision, in the order in which they are due.</summary>
    Task<ImmutableArray<OpenDeadline>> CountedBefore(
        AuthorityCode responsible, long revision, DeadlinePlace? after, int most, CancellationToken cancellation);

    /// <summary>The authorities that have one.</summary>
    Task<ImmutableArray<AuthorityCode>> Responsible(CancellationToken cancellation);

    /// <summary>How many there are, by authority, and how many drafts are overdue. Goes through all of them.</summary>
    Task<ImmutableArray<DeadlineCount>> Count(CancellationToken cancellation);
}

/// <param name="OldestOpen">When the first of the open ones is due; null if none is open.</param>
internal sealed record DeadlineCount(AuthorityCode Responsible, long Open, long Overdue, DateTimeOffset? OldestOpen);

/// <summary>A deadline that runs, and its draft.</summary>
internal sealed record OpenDeadline(DraftId Draft, RegistrationNumber? Number, Deadline Deadline)
{
    public DeadlinePlace Place => new(Deadline.DueAt, Draft);
}

/// <summary>A deadline by the order in which an authority's deadlines are due.</summary>
internal sealed record DeadlinePlace(DateTimeOffset DueAt, DraftId Draft);
