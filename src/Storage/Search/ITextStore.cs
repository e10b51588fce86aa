using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>Where the words of drafts are kept, with the place up to which the journal has been read for them.</summary>
internal interface ITextStore
{
    /// <summary>Where to go on; null while another node does it.</summary>
    Task<JournalPosition?> Place(CancellationToken cancellation);

    /// <summary>Puts these texts in the place of those that were there, and moves on, in one transaction.</summary>
    /// <returns>False, and nothing is written, if another node has taken over.</returns>
    Task<bool> Write(JournalPosition from, JournalPosition to, IReadOnlyList<DraftText> texts, CancellationToken cancellation);

    Task Release();
}

/// <summary>Which drafts have certain words in title, description or note. It follows the journal, at most a second behind.</summary>
internal interface ITextIndex
{
    /// <summary>
    /// Ids page by page, the newest first: a page has no draft that was prepared later than one of the page before it. The index knows nothing
    /// of who may see them.
    /// </summary>
    /// <param name="authorities">Only of these; null for all.</param>
    /// <param name="from">Only drafts prepared at this moment or earlier.</param>
    IAsyncEnumerable<IReadOnlyList<DraftId>> Find(
        TextQuery query, IReadOnlyList<AuthorityCode>? authorities, DateTimeOffset? from, CancellationToken cancellation);

    /// <summary>The newest drafts with these words, no more than <paramref name="limit"/>; of those of one moment any.</summary>
    Task<IReadOnlyList<DraftId>> Newest(TextQuery query, IReadOnlyList<AuthorityCode>? authorities, int limit, CancellationToken cancellation);
}

/// <summary>Which drafts have certain marks among their indicators; fed together with the texts.</summary>
internal interface IMarkIndex
{
    /// <summary>The newest that have each mark, at most <see cref="MarkedDraft.Most"/> for each.</summary>
    /// <param name="authorities">Only of these; null for all.</param>
    Task<IReadOnlyList<MarkedDraft>> Find(IReadOnlyList<string> marks, IReadOnlyList<AuthorityCode>? authorities, CancellationToken cancellation);
}

/// <summary>A draft that has a mark.</summary>
internal sealed class MarkedDraft
{
    public const int Most = 200;

    /// <summary>Of a mark that many drafts have, the newest so many are looked at, whosever they are.</summary>
    public const int MostLookedAt = 2000;

    public string Mark { get; init; } = "";

    public DraftId Draft { get; init; }
}
