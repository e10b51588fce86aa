namespace RmsOrleans.Storage.Search;

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
}
