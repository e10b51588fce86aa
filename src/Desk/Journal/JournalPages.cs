using Microsoft.AspNetCore.WebUtilities;

namespace RmsOrleans.Desk.Journal;

/// <summary>All drafts that whoever looks may know of.</summary>
internal static class JournalPages
{
    public static readonly ImmutableArray<string> Filters = ["text", "status", "authority", "kind", "territory", "executor", "overdue", "registeredFrom", "registeredTo", "sort"];

    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/journal", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var chosen = Filters.Where(name => desk.Query(name) is not null).ToDictionary(name => name, desk.Query);
        var asked = new Dictionary<string, string?>(chosen) { ["limit"] = "50" };
        if (desk.Query("cursor") is { } cursor)
            asked["cursor"] = cursor;
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/drafts", asked));
        var drafts = answer.IsGood ? answer.Read(DeskJson.Default.DraftList) : null;
        return desk.Page<JournalPage>(
            answer.IsGood ? StatusCodes.Status200OK : answer.Status,
            (nameof(JournalPage.Drafts), drafts),
            (nameof(JournalPage.Chosen), chosen),
            (nameof(JournalPage.Problem), answer.IsGood ? null : answer.Problem()),
            (nameof(JournalPage.Next), drafts?.Next is { } next ? QueryHelpers.AddQueryString("/desk/journal", new Dictionary<string, string?>(chosen) { ["cursor"] = next }) : null));
    }
}
