using RmsOrleans.Storage.ReadLog;

namespace RmsOrleans.Api.ReadLog;

/// <summary>Filters of the read log, from the query of a request.</summary>
internal static class ReadLogFilters
{
    public static readonly string[] Parameters = ["draft", "number", "reader", "what", "from", "until", "limit", "cursor"];

    public static readonly string[] Recorded = [.. PermissionTable.All.Where(permission => permission.IsRecorded).Select(permission => permission.Operation.StoredName())];

    private const string ATime = "a time with its offset, such as 2026-12-01T00:00:00Z (a plus sign is written %2B)";
    private const int LongestReader = 200;

    /// <summary>The filter, the page's size and where it goes on, or every fault of the query.</summary>
    public static (ReadLogFilter Filter, int Limit, ReadLogPlace? After) Read(QueryParameters query)
    {
        var filter = new ReadLogFilter(
            query.Value<DraftId>("draft", "the id of a draft", DraftId.TryParse),
            query.Value<RegistrationNumber>("number", "a registration number with dashes", RegistrationNumber.TryParse),
            query.Text("reader"),
            query.Text("what"),
            query.Value<DateTimeOffset>("from", ATime, QueryTimes.TryRead),
            query.Value<DateTimeOffset>("until", ATime, QueryTimes.TryRead));
        if (filter.Reader is { } reader && (reader.Length is 0 or > LongestReader || reader.Any(char.IsControl)))
            query.Refuse("reader", $"Expected 1 to {LongestReader} characters.");
        if (filter.What is { } what && !Recorded.Contains(what))
            query.Refuse("what", $"Expected one of {string.Join(", ", Recorded)}.");

        var after = query.Text("cursor") is { } cursor ? ReadLogCursors.Read(cursor, filter) : null;
        if (after is null && query.Text("cursor") is not null)
            query.Refuse("cursor", "This is not a cursor of a list with these filters. Begin again without one.");
        return (filter, Pages.Limit(query), after);
    }
}
