namespace RmsOrleans.Storage.Feeds;

/// <summary>What happens to drafts, in the order in which the journal has it. A place in it is an opaque text.</summary>
internal interface IDraftFeed
{
    /// <summary>Whether this is a place in this feed.</summary>
    Task<bool> Knows(string place, CancellationToken cancellation);

    /// <summary>Where to begin for all lines of a draft after this one, and for no other that is already there.</summary>
    Task<string> PlaceBehind(DraftId draft, int line, CancellationToken cancellation);

    /// <summary>
    /// What came after a place, then what comes, until it is cancelled: no hole and no repeat. A batch without changes comes at the beginning,
    /// and whenever nothing has come for a while. Nothing is kept for a reader that is slow; it is read again when it asks.
    /// </summary>
    /// <param name="after">Null to begin now.</param>
    IAsyncEnumerable<FeedBatch> Follow(FeedFilter filter, string? after, CancellationToken cancellation);
}

/// <summary>Which changes a caller gets; <paramref name="Sees"/> is asked with the authority of a draft and whether it has a number.</summary>
/// <param name="AfterLine">Of a draft: what comes after this line of it.</param>
internal sealed record FeedFilter(DraftId? Draft, AuthorityCode? Authority, Func<AuthorityCode, bool, bool> Sees, int AfterLine = 0)
{
    public bool Takes(DraftChange change) =>
        (Draft is null || Draft == change.Id)
        && (Authority is null || Authority == change.Authority)
        && change.Line > AfterLine
        && Sees(change.Authority, change.Number is not null);
}

/// <summary><paramref name="Place"/> is the place behind the last change.</summary>
internal sealed record FeedBatch(IReadOnlyList<(string Place, DraftChange Change)> Changes, string Place);

/// <summary>A draft after one line of its journal. <paramref name="What"/> is what happened, by its name in the journal; no content.</summary>
/// <param name="By">Who did it; null where it was no person.</param>
internal sealed record DraftChange(
    DraftId Id,
    AuthorityCode Authority,
    RegistrationNumber? Number,
    int Version,
    DraftStatus Status,
    int Line,
    string What,
    DateTimeOffset At,
    Official? By = null);
