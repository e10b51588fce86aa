using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Api.Drafts;

/// <summary>Filters of lists of drafts, from the query of a request.</summary>
internal static class DraftFilters
{
    private const int LongestExecutor = 200;

    /// <summary>The filter with page size and cursor, or every fault of the query.</summary>
    public static (DraftFilter Filter, int Limit, ListCursor? After) Read(QueryParameters query)
    {
        var filter = new DraftFilter(
            query.Name<DraftStatus>("status"),
            ReadAuthority(query, "authority"),
            query.Text("executor"),
            query.Value<bool>("overdue", "true or false", QueryParameters.ReadBool),
            query.Value<DateTimeOffset>("dueBefore", "a time with its offset, such as 2026-12-01T00:00:00Z (a plus sign is written %2B)", QueryTimes.TryRead),
            query.Name<Territory>("territory"),
            query.Text("text") is { } text ? TextQuery.Read(text) : null,
            ReadAuthority(query, "responsible"));
        if (filter.Executor is { } executor && (executor.Length is 0 or > LongestExecutor || executor.Any(char.IsControl)))
            query.Refuse("executor", $"Expected 1 to {LongestExecutor} characters.");

        if (filter.Text is null && query.Text("text") is not null)
            query.Refuse("text", $"Expected {TextQuery.Expected}.");

        var after = query.Text("cursor") is { } cursor ? DraftCursors.Read(cursor, filter) : null;
        if (after is null && query.Text("cursor") is not null)
            query.Refuse("cursor", "This is not a cursor of a list with these filters. Begin again without one.");
        return (filter, Pages.Limit(query), after);
    }

    private static AuthorityCode? ReadAuthority(QueryParameters query, string name) =>
        query.Value<AuthorityCode>(name, "an eight-digit authority code that begins with 10", AuthorityCode.TryParse);
}
