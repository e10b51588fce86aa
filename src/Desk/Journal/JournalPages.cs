using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Journal;

/// <summary>All drafts that whoever looks may know of.</summary>
internal static class JournalPages
{
    private static readonly ImmutableArray<string> filters =
        ["text", "status", "open", "authority", "kind", "territory", "mode", "executor", "overdue", "registeredFrom", "registeredTo", "dueFrom", "dueTo", "sort"];

    /// <summary>Those that are days.</summary>
    private static readonly ImmutableArray<string> days = ["registeredFrom", "registeredTo", "dueFrom", "dueTo"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/journal", Show);
        routes.Page("/journal.csv", Csv);
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, filters);
        var answer = await desk.Ask(HttpMethods.Get, address.Asks("/drafts", Written(address.Chosen)));
        var drafts = answer.IsGood ? answer.Read(DeskJson.Default.DraftList) : null;
        return desk.Page<JournalPage>(
            answer.IsGood ? StatusCodes.Status200OK : answer.Status,
            (nameof(JournalPage.Drafts), drafts),
            (nameof(JournalPage.Chosen), address.Chosen),
            (nameof(JournalPage.Problem), answer.IsGood ? null : answer.Problem()),
            (nameof(JournalPage.Csv), QueryHelpers.AddQueryString($"{Places.Prefix}/journal.csv", address.Chosen)),
            (nameof(JournalPage.More), address.More(drafts?.Next)));
    }

    private static async Task<IResult> Csv(DeskRequest desk)
    {
        var asked = ListAddress.Of(desk, filters).Chosen;
        foreach (var (name, value) in Written(asked))
            asked[name] = value;
        await desk.Pass(QueryHelpers.AddQueryString("/drafts/list.csv", asked));
        return Results.Empty;
    }

    /// <summary>Days as the API writes them; what is no day is asked for as it stands, and refused.</summary>
    private static Dictionary<string, string?> Written(Dictionary<string, string?> chosen) =>
        days.Where(chosen.ContainsKey).ToDictionary(name => name, name => (string?)(Times.ReadDay(chosen[name]!) is { } day ? DayText.Of(day) : chosen[name]));
}
