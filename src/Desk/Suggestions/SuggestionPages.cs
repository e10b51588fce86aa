using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Trials;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;
using RmsOrleans.Desk.Trials;

namespace RmsOrleans.Desk.Suggestions;

/// <summary>What control found in the past, value by value; one click makes an indicator of a row.</summary>
internal static class SuggestionPages
{
    public const string Path = $"{Places.Prefix}/suggestions";

    /// <summary>Of a new draft: the fields of indicators that it begins with, and their values, in the same order.</summary>
    public const string FieldOf = "field";

    public const string ValueOf = "value";

    private static readonly string[] texts = ["field1", "field2", "from", "heldOutFrom", "to", "share", "cases"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/suggestions", Show);
        routes.Form("/suggestions", Suggest);
    }

    /// <summary>A new draft that begins with the indicators of a row.</summary>
    public static string NewDraft(SuggestedResponse row) =>
        $"{Places.Prefix}/drafts/new?{string.Join('&', row.Indicators.Select(each => $"{FieldOf}={Uri.EscapeDataString(each.Field!)}&{ValueOf}={Uri.EscapeDataString(each.Values[0])}"))}";

    private static async Task<IResult> Suggest(DeskRequest desk)
    {
        var posted = await desk.Posted();
        var chosen = texts.ToDictionary(name => name, name => posted[name].ToString().Trim() is { Length: > 0 } text ? text : null);
        var asked = new JsonObject { ["fields"] = new JsonArray([.. ((string[])["field1", "field2"]).Select(name => chosen[name]).OfType<string>().Distinct().Select(name => JsonValue.Create(name))]) };
        foreach (var name in (string[])["from", "heldOutFrom", "to"])
        {
            if (chosen[name] is { } text)
                asked[name] = Times.ReadDay(text) is { } day ? $"{day:yyyy-MM-dd}" : text;
        }
        foreach (var (name, member) in ((string, string)[])[("share", "sharePercent"), ("cases", "leastCases")])
        {
            if (chosen[name] is { } text)
                asked[member] = int.TryParse(text, out var number) ? number : text;
        }
        var answer = await desk.Ask(HttpMethods.Post, "/suggestions", Encoding.UTF8.GetBytes(asked.ToJsonString()), ("Prefer", "respond-async"));
        return answer.IsGood
            ? DeskRequest.GoTo(Places.Suggestion($"{(await TrialPages.AfterAMoment(desk, answer.Read(DeskJson.Default.TrialRunResponse))).Id}"))
            : await Page(desk, null, answer.Problem(), chosen);
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        if (desk.Query("run") is not { } id)
            return await Page(desk, null, null, new Dictionary<string, string?>());
        var run = await desk.Get($"/trial-runs/{Uri.EscapeDataString(id)}", DeskJson.Default.TrialRunResponse);
        if (run.Suggests is not { } asked)
            return DeskRequest.GoTo(TrialPages.Of(run.Id));
        var chosen = new Dictionary<string, string?>
        {
            ["field1"] = asked.Fields[0],
            ["field2"] = asked.Fields.ElementAtOrDefault(1),
            ["from"] = run.From.Day(),
            ["heldOutFrom"] = asked.HeldOutFrom.Day(),
            ["to"] = run.To.Day(),
            ["share"] = $"{asked.SharePercent:0}",
            ["cases"] = $"{asked.LeastCases}",
        };
        return await Page(desk, run, null, chosen);
    }

    private static Task<IResult> Page(DeskRequest desk, TrialRunResponse? run, ApiProblem? problem, IReadOnlyDictionary<string, string?> chosen) => Task.FromResult<IResult>(
        desk.Viewer!.MayDo("suggestIndicators")
            ? desk.Page<SuggestionsPage>(
                problem?.Status ?? StatusCodes.Status200OK,
                (nameof(SuggestionsPage.Of), run?.Suggestion), (nameof(SuggestionsPage.Run), run), (nameof(SuggestionsPage.Problem), problem), (nameof(SuggestionsPage.Chosen), chosen), (nameof(SuggestionsPage.Today), desk.Today))
            : FailedPage.NotYours(desk, desk.In(SuggestionWords.Suggestions)));
}

internal static class SuggestionWords
{
    public static readonly Phrase Suggestions = new("Suggested indicators", "Подсказка индикаторов");
}
