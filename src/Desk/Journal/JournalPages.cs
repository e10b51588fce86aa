using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Journal;

/// <summary>All drafts that whoever looks may know of.</summary>
internal static class JournalPages
{
    private static readonly ImmutableArray<string> filters =
        ["text", "status", "open", "authority", "kind", "territory", "mode", "area", "executor", "overdue", "registeredFrom", "registeredTo", "dueFrom", "dueTo", "sort"];

    /// <summary>Those that are days.</summary>
    private static readonly ImmutableArray<string> days = ["registeredFrom", "registeredTo", "dueFrom", "dueTo"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/journal", Show);
        routes.Page("/journal.csv", Csv);
        routes.Page("/journal/print", Print);
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, filters);
        var answer = await desk.Ask(address.Asks("/drafts", Written(address.Chosen)), DeskJson.Default.DraftList);
        var drafts = answer.IsGood ? answer.Read(DeskJson.Default.DraftList) : null;
        return desk.Page<JournalPage>(
            answer.IsGood ? StatusCodes.Status200OK : answer.Status,
            (nameof(JournalPage.Drafts), drafts),
            (nameof(JournalPage.Chosen), address.Chosen),
            (nameof(JournalPage.Problem), answer.IsGood ? null : answer.Problem()),
            (nameof(JournalPage.Csv), QueryHelpers.AddQueryString($"{Places.Prefix}/journal.csv", address.Chosen)),
            (nameof(JournalPage.Figures), QueryHelpers.AddQueryString(FiguresPages.Path, Common(address.Chosen))),
            (nameof(JournalPage.Register), ThisMonth(desk, address.Chosen)),
            (nameof(JournalPage.Print), QueryHelpers.AddQueryString($"{Places.Prefix}/journal/print", Common(address.Chosen))),
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

    private static async Task<IResult> Print(DeskRequest desk)
    {
        var chosen = ListAddress.Of(desk, FiguresPages.Filters).Chosen;
        var asked = new Dictionary<string, string?>(Asked(chosen, ThisMonth(desk, chosen))) { ["language"] = desk.Language.Code() };
        return new PrintedPage(await desk.Get(QueryHelpers.AddQueryString("/registrations/print", asked)));
    }

    /// <summary>What a register is of where its period is not chosen.</summary>
    private static Period ThisMonth(DeskRequest desk, Dictionary<string, string?> chosen) =>
        Period.Of(chosen, desk.Today, to => new DateOnly(to.Year, to.Month, 1));

    /// <summary>The filters that registers and counts have as well.</summary>
    private static Dictionary<string, string?> Common(Dictionary<string, string?> chosen) =>
        chosen.Where(each => FiguresPages.Filters.Contains(each.Key)).ToDictionary(each => each.Key, each => each.Value);

    /// <summary>These filters for a period, as the API has them.</summary>
    public static Dictionary<string, string?> Asked(Dictionary<string, string?> chosen, Period period)
    {
        var asked = new Dictionary<string, string?>(chosen) { ["registeredFrom"] = DayText.Of(period.From), ["registeredTo"] = DayText.Of(period.To) };
        foreach (var (name, value) in Written(chosen))
            asked[name] = value;
        return asked;
    }

    /// <summary>Days as the API writes them; what is no day is asked for as it stands, and refused.</summary>
    private static Dictionary<string, string?> Written(Dictionary<string, string?> chosen) =>
        days.Where(chosen.ContainsKey).ToDictionary(name => name, name => (string?)(Times.ReadDay(chosen[name]!) is { } day ? DayText.Of(day) : chosen[name]));
}
