using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Desk.Charts;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Journal;

/// <summary>What the journal comes to: how many were registered week by week, how long each status takes, and where they stand.</summary>
internal static class FiguresPages
{
    public const string Path = $"{Places.Prefix}/journal/figures";

    /// <summary>Weeks that are shown where no period is chosen.</summary>
    private const int UsualWeeks = 12;

    /// <summary>More would be no line but a blot.</summary>
    private const int MostWeeks = 106;

    /// <summary>Those of the journal that can be counted by.</summary>
    public static readonly ImmutableArray<string> Filters = ["status", "open", "authority", "kind", "territory", "overdue", "registeredFrom", "registeredTo"];

    public static void Map(IEndpointRouteBuilder routes) => routes.Page("/journal/figures", Show);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, Filters);
        var period = Period.Of(address.Chosen, desk.Today, to => Weeks.MondayOf(to).AddDays(-7 * (UsualWeeks - 1)));
        var asked = JournalPages.Asked(address.Chosen, period);

        var durations = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/drafts/durations", asked));
        if (!durations.IsGood)
            return desk.Page<FiguresPage>(durations.Status, (nameof(FiguresPage.Chosen), address.Chosen), (nameof(FiguresPage.Problem), durations.Problem()));

        var weeks = await desk.Get(QueryHelpers.AddQueryString("/drafts/counts?by=week", asked), DeskJson.Default.DraftCountsResponse);
        var counts = await desk.Get(QueryHelpers.AddQueryString("/drafts/counts?by=authority,status", asked), DeskJson.Default.DraftCountsResponse);
        return desk.Page<FiguresPage>(
            (nameof(FiguresPage.Chosen), address.Chosen), (nameof(FiguresPage.Period), period), (nameof(FiguresPage.ByWeek), ByWeek(weeks.Items, period)),
            (nameof(FiguresPage.Durations), durations.Read(DeskJson.Default.DurationsResponse)),
            (nameof(FiguresPage.Statuses), BarsOfCounts.ByStatus(counts.Items, desk)),
            (nameof(FiguresPage.Authorities), BarsOfCounts.ByAuthority(
                counts.Items, desk, code => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>(address.Chosen) { ["authority"] = $"{code}" }))),
            (nameof(FiguresPage.StatusNames), BarsOfCounts.Statuses(counts.Items).Select(status => desk.In(status.InWords())).ToImmutableArray()));
    }

    /// <summary>Week by week, also those in which nothing was registered; of a long period the last ones.</summary>
    private static ImmutableArray<WeekCount> ByWeek(ImmutableArray<DraftCountResponse> counts, Period period)
    {
        var known = counts.Where(row => row.Week is not null).ToDictionary(row => row.Week!.Value, row => row.Count);
        var last = Weeks.MondayOf(period.To);
        var all = (last.DayNumber - Weeks.MondayOf(period.From).DayNumber) / 7 + 1;
        var shown = Math.Min(all, MostWeeks);
        return [.. Enumerable.Range(0, shown).Select(week => last.AddDays(-7 * (shown - 1 - week))).Select(monday => new WeekCount(monday, known.GetValueOrDefault(monday)))];
    }
}
