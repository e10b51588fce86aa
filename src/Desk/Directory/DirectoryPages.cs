using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Directory;

/// <summary>The electronic directory: its changes by revision, and who has loaded them.</summary>
internal static class DirectoryPages
{
    private const string Path = $"{Places.Prefix}/directory";

    /// <summary>Of revisions that a page shows.</summary>
    private const int Most = 50;

    private static readonly Phrase expected = new("Expected the number of a revision.", "Ожидается номер редакции.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/directory", Show);
        routes.Form("/directory/acknowledgements", Acknowledge);
        routes.Page("/directory/coverage", Cover);
        routes.Page("/directory/snapshot", Snapshot);
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var authority = desk.Query("authority")?.Trim();
        if (!TryRead(desk, "from", out var first) || !TryRead(desk, "before", out var before))
            return Page(desk, StatusCodes.Status400BadRequest, null, fault: expected);

        return first is { } from ? await Forwards(desk, authority, Math.Max(from - 1, 0)) : await Backwards(desk, authority, before);
    }

    /// <summary>From a revision on, as whoever loads the directory goes through it.</summary>
    private static async Task<IResult> Forwards(DeskRequest desk, string? authority, long since)
    {
        var tip = await Ask(desk, authority, ("since", long.MaxValue));
        if (!tip.IsGood)
            return Page(desk, tip.Status, null, problem: tip.Problem());
        var last = tip.Read(DeskJson.Default.DirectoryChanges);
        var answer = await Ask(desk, authority, ("since", since));
        if (!answer.IsGood)
            return Page(desk, answer.Status, null, problem: answer.Problem());
        var changes = answer.Read(DeskJson.Default.DirectoryChanges);
        return Page(desk, StatusCodes.Status200OK, new Shown(last.Authority, last.Revision, changes.Items), more: changes.More ? Place(authority, ("from", changes.Revision + 1)) : null);
    }

    /// <summary>The newest first.</summary>
    private static async Task<IResult> Backwards(DeskRequest desk, string? authority, long? before)
    {
        var answer = await Ask(desk, authority, before is { } revision ? ("before", revision) : null, "-revision");
        if (!answer.IsGood)
            return Page(desk, answer.Status, null, problem: answer.Problem());
        var changes = answer.Read(DeskJson.Default.DirectoryChanges);
        return Page(
            desk, StatusCodes.Status200OK, new Shown(changes.Authority, changes.Revision, changes.Items), more: changes.More ? Place(authority, ("before", changes.Items[^1].Revision)) : null);
    }

    private static async Task<IResult> Acknowledge(DeskRequest desk)
    {
        var form = await desk.Context.Request.ReadFormAsync(desk.Context.RequestAborted);
        var revision = form["revision"].ToString();
        var body = new JsonObject
        {
            ["authority"] = desk.Viewer!.Authority.Code.ToString(),
            ["revision"] = long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        };
        var answer = await desk.Ask(HttpMethods.Post, "/directory/acknowledgements", Encoding.UTF8.GetBytes(body.ToJsonString()));
        return answer.IsGood
            ? DeskRequest.GoTo($"{Path}?acknowledged={answer.Read(DeskJson.Default.AcknowledgedResponse).Revision}")
            : throw new ApiRefusedException(answer);
    }

    /// <summary>For programs that cannot ask the API themselves: all that applies, which may be more than a page has room for.</summary>
    private static Task<IResult> Snapshot(DeskRequest desk)
    {
        var authority = AuthorityCode.TryParse(desk.Query("authority"), out var code) ? code : desk.Viewer!.Authority.Code;
        return desk.Download($"/directory/snapshot?authority={authority}", $"directory-{authority}.json");
    }

    private static async Task<IResult> Cover(DeskRequest desk)
    {
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/directory/coverage", new Dictionary<string, string?> { ["before"] = desk.Query("before"), ["limit"] = "20" }.Where(each => each.Value is not null)));
        var coverage = answer.IsGood ? answer.Read(DeskJson.Default.CoverageResponse) : null;
        var names = coverage is null ? [] : (await desk.Get("/authorities", DeskJson.Default.AuthorityList)).Items.ToDictionary(each => each.Code, each => desk.Language == Language.Ru ? each.NameRu : each.NameEn);
        return desk.Page<CoveragePage>(
            answer.Status, (nameof(CoveragePage.Coverage), coverage), (nameof(CoveragePage.Names), names), (nameof(CoveragePage.Problem), answer.IsGood ? null : answer.Problem()));
    }

    private static Task<ApiAnswer> Ask(DeskRequest desk, string? authority, (string Name, long Revision)? from, string? sort = null) => desk.Ask(
        HttpMethods.Get,
        QueryHelpers.AddQueryString("/directory", new Dictionary<string, string?> { ["limit"] = $"{Most}", [from?.Name ?? ""] = $"{from?.Revision}", ["sort"] = sort, ["authority"] = authority }
            .Where(each => each.Key.Length > 0 && each.Value is not null)));

    private static string Place(string? authority, (string Name, long Revision) from) =>
        $"{Path}?{from.Name}={from.Revision}{(authority is null ? "" : $"&authority={Uri.EscapeDataString(authority)}")}";

    private static bool TryRead(DeskRequest desk, string name, out long? revision)
    {
        revision = desk.Number(name);
        return revision is not null || desk.Query(name) is null;
    }

    private static IResult Page(DeskRequest desk, int status, Shown? shown, ApiProblem? problem = null, Phrase? fault = null, string? more = null) => desk.Page<DirectoryPage>(
        status, (nameof(DirectoryPage.Of), shown), (nameof(DirectoryPage.Problem), problem), (nameof(DirectoryPage.Fault), fault), (nameof(DirectoryPage.More), more),
        (nameof(DirectoryPage.Authority), desk.Query("authority")), (nameof(DirectoryPage.First), desk.Query("from")), (nameof(DirectoryPage.Acknowledged), desk.Number("acknowledged")));
}

/// <summary>Changes that concern an authority, and how far they go for it.</summary>
public sealed record Shown(AuthorityCode Authority, long Last, ImmutableArray<DirectoryItem> Items);
