using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Trials;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Desk.Trials;

/// <summary>What a draft, or one that is being written, would have hit.</summary>
internal static class TrialPages
{
    private const string Path = $"{Places.Prefix}/trials";

    /// <summary>Beside a form somebody waits, so at most so long for the first counts.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/trials", List);
        routes.Page("/trials/{id}", Show);
        routes.Form("/trials/{id}/stop", Stop);
        routes.Form("/trials/{id}/attach", Attach);
        routes.Page("/drafts/{id}/trial", Ask);
        routes.Form("/drafts/{id}/trial", Start);
    }

    public static string Of(TrialId id) => $"{Path}/{id}";

    /// <summary>Of a risk area as it stands in a form: how far it has come after a moment; or why it cannot be tried yet.</summary>
    public static async Task<(TrialRunResponse? Run, ApiProblem? Problem)> Of(DeskRequest desk, JsonNode? content)
    {
        var area = content?["riskArea"]?.DeepClone();
        if (area is JsonObject written)
            written["description"] ??= "";
        var asked = await Begin(desk, new JsonObject { ["riskArea"] = area });
        if (!asked.IsGood)
            return (null, asked.Problem());
        return (await AfterAMoment(desk, asked.Read(DeskJson.Default.TrialRunResponse)), null);
    }

    /// <summary>How far a run has come when somebody has waited a moment for it.</summary>
    public static async Task<TrialRunResponse> AfterAMoment(DeskRequest desk, TrialRunResponse run)
    {
        for (var waited = TimeSpan.Zero; waited < patience && !run.Status.HasEnded(); waited += pause)
        {
            await Task.Delay(pause, desk.Context.RequestAborted);
            run = await desk.Get($"/trial-runs/{run.Id}", DeskJson.Default.TrialRunResponse);
        }
        return run;
    }

    private static async Task<IResult> List(DeskRequest desk) =>
        desk.Page<TrialsPage>((nameof(TrialsPage.Runs), (await desk.Get("/trial-runs", DeskJson.Default.TrialRunList)).Items));

    private static async Task<IResult> Show(DeskRequest desk) => await Show(desk, null);

    private static async Task<IResult> Show(DeskRequest desk, ApiProblem? problem)
    {
        var run = await desk.Get($"/trial-runs/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.TrialRunResponse);
        if (run.Suggests is not null)
            return DeskRequest.GoTo(Places.Suggestion($"{run.Id}"));
        var (tag, toProfile) = run is { Status: TrialStatus.Done, Draft: { } id } ? await Attachable(desk, id) : default;
        return desk.Page<TrialPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(TrialPage.Run), run), (nameof(TrialPage.AttachTag), tag), (nameof(TrialPage.ToProfile), toProfile), (nameof(TrialPage.Problem), problem));
    }

    /// <summary>The ETag of the draft, if whoever looks may read it and can attach a run to it now.</summary>
    private static async Task<(string? Tag, bool ToProfile)> Attachable(DeskRequest desk, DraftId id)
    {
        var answer = await desk.Ask(HttpMethods.Get, $"/drafts/{id}");
        return answer.IsGood && answer.Read(DeskJson.Default.DraftResponse) is var draft && draft.Possible.Contains(AttachTrialRun.Route)
            ? (answer.Tag, draft.Status == DraftStatus.Expedient)
            : default;
    }

    private static async Task<IResult> Attach(DeskRequest desk)
    {
        var posted = await desk.Posted();
        var run = await desk.Get($"/trial-runs/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.TrialRunResponse);
        if (run.Draft is not { } draft)
            return await Show(desk);
        var asked = new JsonObject { ["run"] = run.Id.ToString(), ["takeEstimate"] = posted["takeEstimate"] == "true" };
        var answer = await desk.Ask(
            HttpMethods.Put, $"/drafts/{draft}/{AttachTrialRun.Route}", Encoding.UTF8.GetBytes(asked.ToJsonString()),
            ("If-Match", posted["_tag"].ToString()), ("Idempotency-Key", posted["_key"].ToString()));
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        return answer.IsGood ? DeskRequest.GoTo($"{Places.Draft(draft)}?done={AttachTrialRun.Route}") : await Show(desk, answer.Problem());
    }

    private static async Task<IResult> Stop(DeskRequest desk)
    {
        var answer = await desk.Ask(HttpMethods.Delete, $"/trial-runs/{Uri.EscapeDataString(desk.Path("id"))}");
        return answer.IsGood ? DeskRequest.GoTo(Of(answer.Read(DeskJson.Default.TrialRunResponse).Id)) : throw new ApiRefusedException(answer);
    }

    private static async Task<IResult> Ask(DeskRequest desk) => await Form(desk, null, new Dictionary<string, string?>());

    private static async Task<IResult> Start(DeskRequest desk)
    {
        var posted = await desk.Posted();
        var chosen = ((string[])["from", "to", "authorities", "flow"]).ToDictionary(name => name, name => (string?)posted[name].ToString().Trim());
        var asked = new JsonObject { ["draft"] = desk.Path("id") };
        foreach (var name in (string[])["from", "to"])
        {
            if (chosen[name] is { Length: > 0 } text)
                asked[name] = Times.ReadDay(text) is { } day ? $"{day:yyyy-MM-dd}" : text;
        }
        if (chosen["authorities"] is { Length: > 0 } codes)
            asked["authorities"] = new JsonArray([.. codes.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(code => JsonValue.Create(code))]);
        if (chosen["flow"] is { Length: > 0 } flow)
            asked["flow"] = long.TryParse(flow.Replace(" ", "", StringComparison.Ordinal), out var count) ? count : flow;

        var answer = await Begin(desk, asked);
        return answer.IsGood ? DeskRequest.GoTo(Of(answer.Read(DeskJson.Default.TrialRunResponse).Id)) : await Form(desk, answer.Problem(), chosen);
    }

    private static async Task<IResult> Form(DeskRequest desk, ApiProblem? problem, IReadOnlyDictionary<string, string?> chosen)
    {
        var draft = await desk.Get($"/drafts/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.DraftResponse);
        if (!desk.Viewer!.MayDo("startTrialRun"))
            return FailedPage.NotYours(desk, desk.In(TrialWords.Trial));
        return desk.Page<TrialFormPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(TrialFormPage.Draft), draft), (nameof(TrialFormPage.Problem), problem), (nameof(TrialFormPage.Chosen), chosen), (nameof(TrialFormPage.Today), desk.Today));
    }

    private static Task<ApiAnswer> Begin(DeskRequest desk, JsonObject asked) => desk.Ask(HttpMethods.Post, "/trial-runs", Encoding.UTF8.GetBytes(asked.ToJsonString()));
}

/// <summary>Words that several pages of trial runs say.</summary>
internal static class TrialWords
{
    public static readonly Phrase Trial = new("Trial run", "Пробный прогон");

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("#,0", grouped);

    /// <summary>An amount without kopecks.</summary>
    public static string Count(decimal amount) => Count((long)Math.Round(amount));

    /// <summary>A count that is estimated.</summary>
    public static string Count(double estimated) => Count((long)Math.Round(estimated));

    private static readonly System.Globalization.NumberFormatInfo grouped = new() { NumberGroupSeparator = "\u00A0" };
}
