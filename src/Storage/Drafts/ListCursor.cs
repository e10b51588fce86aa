namespace RmsOrleans.Storage.Drafts;

/// <summary>Where a page of drafts ended: the list's immutable key.</summary>
internal sealed record ListCursor(DateTimeOffset PreparedAt, DraftId Id);
