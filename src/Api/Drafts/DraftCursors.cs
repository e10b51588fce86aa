using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Cursors of lists of drafts as texts.</summary>
internal static class DraftCursors
{
    public static string Write(this ListCursor cursor, DraftFilter filter) => DraftPlace.Write(cursor.PreparedAt.ToUnixTimeMilliseconds(), cursor.Id, Text(filter));

    /// <summary>Null if this is not a cursor of a list with this filter, or is one over a moment that does not exist.</summary>
    public static ListCursor? Read(string text, DraftFilter filter) =>
        DraftPlace.Read(text, Text(filter)) is { } place
        && place.At >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
        && place.At <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new ListCursor(DateTimeOffset.FromUnixTimeMilliseconds(place.At), place.Id)
            : null;

    private static string Text(DraftFilter filter) => string.Join(
        '\n', filter.Status, filter.Authority, filter.Executor, filter.Overdue, filter.DueBefore?.ToUnixTimeMilliseconds(), filter.Territory,
        filter.Text, filter.Responsible);
}
