namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// Reads the journal of all drafts in the order of its positions. Nothing that was committed is skipped, however late its transaction ended:
/// a line is shown only when no line can come to stand before it any more.
/// </summary>
internal interface IJournalReader
{
    /// <summary>The place behind everything that can be read now.</summary>
    Task<JournalPosition> End(CancellationToken cancellation);

    /// <param name="upTo">The last place to be read; null for all.</param>
    Task<JournalPage> Read(JournalPosition after, JournalPosition? upTo, JournalScope scope, int limit, CancellationToken cancellation);
}

/// <summary>Whose lines are read: of one draft, of the drafts of one authority, or all.</summary>
/// <param name="Entries">Also those of entries of registers; with neither a draft nor an authority.</param>
internal readonly record struct JournalScope(DraftId? Draft, AuthorityCode? Authority, bool Entries = false)
{
    public static JournalScope All => default;

    public static JournalScope WithEntries => new(null, null, Entries: true);
}

/// <summary>That a line stands there, without what it says. <paramref name="Authority"/> is null where the subject is no draft.</summary>
internal sealed record FeedLine(JournalPosition Position, DraftId Draft, int Line, string Type, DateTimeOffset At, AuthorityCode? Authority);

/// <summary><paramref name="Next"/> is where the page after this one begins.</summary>
internal sealed record JournalPage(IReadOnlyList<FeedLine> Lines, JournalPosition Next, bool IsFull)
{
    public static JournalPage Of(IReadOnlyList<FeedLine> lines, JournalPosition after, int limit) =>
        new(lines, lines.Count > 0 ? lines[^1].Position : after, lines.Count == limit);
}
