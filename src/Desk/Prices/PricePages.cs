using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Prices;
using RmsOrleans.Api.Trials;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Trials;

namespace RmsOrleans.Desk.Prices;

/// <summary>What goods cost: researches with what is made of each, and the price points that were loaded.</summary>
internal static class PricePages
{
    public const string Path = $"{Places.Prefix}/prices";
    public const string Points = $"{Path}/points";

    /// <summary>The button that computes and registers nothing.</summary>
    public const string Try = "try";

    private static readonly string[] asked = ["commodityCode", "originCountry", "from", "to", "direction", "basis", "source"];
    private static readonly string[] filters = ["direction", "code", "origin", "from", "to", "source"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/prices", desk => List(desk, null, new Dictionary<string, string?>()));
        routes.Form("/prices", Research);
        routes.Page("/prices/points", ListPoints);
        routes.Page("/prices/points.csv", desk => desk.Download($"/price-points/list.csv{Query(desk)}", "price-points.csv"));
        routes.Page("/prices/researches/{id}", desk => Show(desk, null));
        routes.Form("/prices/researches/{id}/trial", Trial);
    }

    public static string Of(Guid research) => $"{Path}/researches/{research:D}";

    private static async Task<IResult> List(DeskRequest desk, ApiProblem? problem, IReadOnlyDictionary<string, string?> chosen, string? key = null)
    {
        var address = ListAddress.Of(desk, "state");
        var list = await desk.Get(address.Asks("/price-researches"), DeskJson.Default.PriceResearchList);
        return desk.Page<PricesPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(PricesPage.Researches), list.Items), (nameof(PricesPage.Problem), problem), (nameof(PricesPage.Chosen), chosen), (nameof(PricesPage.State), address.Chosen.GetValueOrDefault("state")),
            (nameof(PricesPage.More), address.More(list.Next)), (nameof(PricesPage.Today), desk.Today), (nameof(PricesPage.Key), key ?? $"{Guid.NewGuid():N}"));
    }

    private static async Task<IResult> Research(DeskRequest desk)
    {
        var posted = await desk.Posted();
        var chosen = asked.ToDictionary(name => name, name => posted[name].ToString().Trim() is { Length: > 0 } text ? text : null);
        var body = new JsonObject();
        foreach (var (name, text) in chosen)
            body[name] = name is "from" or "to" ? Times.AskedMonth(text) : text;
        foreach (var name in asked.Where(name => body[name] is null && name is not ("commodityCode" or "from" or "to")))
            body.Remove(name);
        foreach (var name in (string[])["commodityCode", "from", "to"])
            body[name] ??= "";
        var isTried = posted["_do"] == Try;
        var answer = await desk.Ask(
            HttpMethods.Post, isTried ? "/price-researches?dryRun=true" : "/price-researches", Encoding.UTF8.GetBytes(body.ToJsonString()), ("Idempotency-Key", posted["_key"].ToString()));
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        if (!answer.IsGood)
            return await List(desk, answer.Problem(), chosen, posted["_key"]);
        var research = answer.Read(DeskJson.Default.PriceResearchResponse);
        return research.Id is { } id ? DeskRequest.GoTo(Of(id)) : desk.Page<PriceResearchPage>((nameof(PriceResearchPage.Of), research));
    }

    private static async Task<IResult> Show(DeskRequest desk, ApiProblem? problem) => desk.Page<PriceResearchPage>(
        problem?.Status ?? StatusCodes.Status200OK, (nameof(PriceResearchPage.Of), await Found(desk)), (nameof(PriceResearchPage.Problem), problem));

    private static Task<PriceResearchResponse> Found(DeskRequest desk) =>
        desk.Get($"/price-researches/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.PriceResearchResponse);

    /// <summary>Its goods below the threshold, on the declarations that whoever asks sees.</summary>
    private static async Task<IResult> Trial(DeskRequest desk)
    {
        var research = await Found(desk);
        var area = Drafts.ResearchDrafts.Content(desk, research)["riskArea"]!.DeepClone();
        var answer = await desk.Ask(HttpMethods.Post, "/trial-runs", Encoding.UTF8.GetBytes(new JsonObject { ["riskArea"] = area }.ToJsonString()));
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        return answer.IsGood ? DeskRequest.GoTo(TrialPages.Of(answer.Read(DeskJson.Default.TrialRunResponse).Id)) : await Show(desk, answer.Problem());
    }

    private static async Task<IResult> ListPoints(DeskRequest desk)
    {
        var chosen = ListAddress.Of(desk, filters).Chosen;
        var before = desk.Query("before");
        var answer = await desk.Ask(HttpMethods.Get, $"/price-points{Query(desk)}{(Query(desk).Length == 0 ? "?" : "&")}limit=50{(before is null ? "" : $"&before={Uri.EscapeDataString(before)}")}");
        return desk.Page<PricePointsPage>(
            answer.Status, (nameof(PricePointsPage.Of), answer.IsGood ? answer.Read(DeskJson.Default.PricePointList) : null), (nameof(PricePointsPage.Problem), answer.IsGood ? null : answer.Problem()),
            (nameof(PricePointsPage.Chosen), chosen), (nameof(PricePointsPage.Asked), Query(desk)));
    }

    /// <summary>The filters as the API takes them; empty where none is set.</summary>
    private static string Query(DeskRequest desk)
    {
        var chosen = filters.Select(name => (Name: name, Text: desk.Query(name)?.Trim())).Where(each => each.Text is { Length: > 0 })
            .Select(each => $"{each.Name}={Uri.EscapeDataString(each.Name is "from" or "to" ? Times.AskedMonth(each.Text)! : each.Text!)}").ToArray();
        return chosen.Length == 0 ? "" : $"?{string.Join('&', chosen)}";
    }
}
