using Microsoft.AspNetCore.WebUtilities;

namespace RmsOrleans.Desk.Pages;

/// <summary>A list with filters: what its address says, what that asks of the API, and where its next page is.</summary>
internal sealed class ListAddress
{
    private const string PageSize = "50";

    private readonly DeskRequest desk;

    private ListAddress(DeskRequest desk, Dictionary<string, string?> chosen) => (this.desk, Chosen) = (desk, chosen);

    /// <summary>The filters that are set, as they were typed.</summary>
    public Dictionary<string, string?> Chosen { get; }

    public static ListAddress Of(DeskRequest desk, params IEnumerable<string> filters) =>
        new(desk, filters.Where(name => desk.Query(name) is not null).ToDictionary(name => name, name => (string?)desk.Query(name)!.Trim()));

    /// <summary>The months that it goes from and to, for those lists that are by months.</summary>
    public IReadOnlyDictionary<string, string?> Months => Chosen.Where(each => each.Key is "from" or "to").ToDictionary(each => each.Key, each => Times.AskedMonth(each.Value));

    /// <summary>A page of it.</summary>
    /// <param name="target">The list, below <c>/api/v1</c>.</param>
    /// <param name="written">Filters that people write otherwise than the API does; null for what is the page's own.</param>
    public string Asks(string target, IReadOnlyDictionary<string, string?>? written = null)
    {
        var asked = new Dictionary<string, string?>(Chosen) { ["limit"] = PageSize };
        foreach (var (name, value) in written ?? new Dictionary<string, string?>())
        {
            if (value is null)
                asked.Remove(name);
            else
                asked[name] = value;
        }
        if (desk.Query("cursor") is { } cursor)
            asked["cursor"] = cursor;
        return QueryHelpers.AddQueryString(target, asked);
    }

    /// <summary>Where the next page is, if there is one.</summary>
    public string? More(string? cursor) =>
        cursor is null ? null : QueryHelpers.AddQueryString(desk.Context.Request.Path, new Dictionary<string, string?>(Chosen) { ["cursor"] = cursor });
}
