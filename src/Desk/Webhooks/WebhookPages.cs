using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Webhooks;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Webhooks;

/// <summary>The subscriptions of an authority: which there are, what each is like, and what could not be delivered.</summary>
internal static class WebhookPages
{
    private const string Path = $"{Places.Prefix}/webhooks";

    private static readonly Phrase none = new("There is no such subscription.", "Такой подписки нет.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/webhooks", List);
        routes.Page("/webhooks/new", New);
        routes.Form("/webhooks/new", Add);
        routes.Page("/webhooks/{id}", Show);
        routes.Form("/webhooks/{id}", Change);
        routes.Page("/webhooks/{id}/removal", AskRemoval);
        routes.Form("/webhooks/{id}/removal", Remove);
        routes.Form("/webhooks/{id}/test", Test);
        routes.Form("/webhooks/{id}/redeliveries", Redeliver);
    }

    private static async Task<IResult> List(DeskRequest desk) => desk.Page<WebhooksPage>(
        (nameof(WebhooksPage.Webhooks), await desk.Get("/webhooks", DeskJson.Default.WebhookList)), (nameof(WebhooksPage.Done), desk.Query("done")));

    private static async Task<IResult> New(DeskRequest desk)
    {
        await desk.Get("/webhooks"); // who may not subscribe is told so before they type
        return Form(desk, WebhookInput.New);
    }

    /// <summary>The answer is the page itself: it has the secret, which is told this once.</summary>
    private static async Task<IResult> Add(DeskRequest desk)
    {
        var input = await WebhookInput.Read(desk);
        var answer = await Ask(desk, HttpMethods.Post, "", input.Body(), ("Idempotency-Key", input.Key));
        return answer.IsGood
            ? desk.Page<WebhookMadePage>((nameof(WebhookMadePage.Of), answer.Read(DeskJson.Default.WebhookResponse)))
            : Form(desk, input, answer.Problem());
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var webhook = await Find(desk);
        return webhook is null ? NotFound(desk) : await Whole(desk, webhook, WebhookInput.Of(webhook), done: desk.Query("done"));
    }

    private static async Task<IResult> Change(DeskRequest desk)
    {
        var input = await WebhookInput.Read(desk);
        var answer = await Ask(desk, HttpMethods.Put, Id(desk), input.Body());
        if (answer.IsGood)
            return DeskRequest.GoTo($"{Path}{Id(desk)}?done=change");
        return await Find(desk) is { } webhook ? await Whole(desk, webhook, input, problem: answer.Problem()) : NotFound(desk);
    }

    private static async Task<IResult> AskRemoval(DeskRequest desk) =>
        await Find(desk) is { } webhook ? desk.Page<WebhookRemovalPage>((nameof(WebhookRemovalPage.Of), webhook)) : NotFound(desk);

    private static async Task<IResult> Remove(DeskRequest desk)
    {
        await Good(desk, HttpMethods.Delete, Id(desk));
        return DeskRequest.GoTo($"{Path}?done=removal");
    }

    private static async Task<IResult> Test(DeskRequest desk)
    {
        var answer = await Ask(desk, HttpMethods.Post, $"{Id(desk)}/test");
        if (await Find(desk) is not { } webhook)
            return NotFound(desk);
        return answer.IsGood
            ? await Whole(desk, webhook, WebhookInput.Of(webhook), tried: answer.Read(DeskJson.Default.TestResponse))
            : await Whole(desk, webhook, WebhookInput.Of(webhook), problem: answer.Problem());
    }

    private static async Task<IResult> Redeliver(DeskRequest desk)
    {
        var posted = await desk.Context.Request.ReadFormAsync(desk.Context.RequestAborted);
        var body = posted["entry"].ToString() is { Length: > 0 } entry ? new JsonObject { ["entry"] = entry }
            : posted["number"].ToString() is { Length: > 0 } number ? new JsonObject { ["number"] = number }
            : posted["draft"].ToString() is { Length: > 0 } draft ? new JsonObject { ["draft"] = draft }
            : null;
        var answer = await Good(desk, HttpMethods.Post, $"{Id(desk)}/redeliveries", body);
        return DeskRequest.GoTo(QueryHelpers.AddQueryString(
            $"{Path}{Id(desk)}", new Dictionary<string, string?> { ["done"] = "redelivery", ["messages"] = $"{answer.Read(DeskJson.Default.Redelivery).Messages}" }));
    }

    /// <summary>The API lists an authority's few subscriptions, and has no route to one.</summary>
    private static async Task<WebhookResponse?> Find(DeskRequest desk) =>
        (await desk.Get("/webhooks", DeskJson.Default.WebhookList)).Items.FirstOrDefault(each => each.Id == desk.Path("id"));

    private static async Task<IResult> Whole(DeskRequest desk, WebhookResponse webhook, WebhookInput input, ApiProblem? problem = null, TestResponse? tried = null, string? done = null)
    {
        var letters = await desk.Get($"/webhooks{Id(desk)}/dead-letters", DeskJson.Default.DeadLetterList);
        return desk.Page<WebhookPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(WebhookPage.Of), webhook), (nameof(WebhookPage.Input), input), (nameof(WebhookPage.Letters), letters), (nameof(WebhookPage.Problem), problem),
            (nameof(WebhookPage.Tried), tried), (nameof(WebhookPage.Done), done), (nameof(WebhookPage.Messages), desk.Number("messages")));
    }

    private static IResult Form(DeskRequest desk, WebhookInput input, ApiProblem? problem = null) => desk.Page<NewWebhookPage>(
        problem?.Status ?? StatusCodes.Status200OK, (nameof(NewWebhookPage.Input), input), (nameof(NewWebhookPage.Problem), problem));

    private static IResult NotFound(DeskRequest desk) => Shell.FailedPage.Of(desk, StatusCodes.Status404NotFound, desk.In(none));

    private static string Id(DeskRequest desk) => $"/{Uri.EscapeDataString(desk.Path("id"))}";

    private static async Task<ApiAnswer> Good(DeskRequest desk, string method, string target, JsonObject? body = null)
    {
        var answer = await Ask(desk, method, target, body);
        return answer.IsGood ? answer : throw new ApiRefusedException(answer);
    }

    private static async Task<ApiAnswer> Ask(DeskRequest desk, string method, string target, JsonObject? body = null, params ImmutableArray<(string, Microsoft.Extensions.Primitives.StringValues)> headers)
    {
        var answer = await desk.Ask(method, $"/webhooks{target}", body is null ? default : Encoding.UTF8.GetBytes(body.ToJsonString()), headers);
        return answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden ? throw new ApiRefusedException(answer) : answer;
    }
}

/// <summary>A subscription as it is typed.</summary>
public sealed record WebhookInput(string Url, ImmutableArray<string> Nouns, string Form, string Secret, string Key)
{
    /// <summary>What can be told of.</summary>
    public static readonly ImmutableArray<string> Known = ["drafts", "profiles", "entries"];

    public static WebhookInput New => new("", ["drafts"], NameOf(WebhookForm.Both), "", CommandForm.NewKey());

    public static WebhookInput Of(WebhookResponse webhook) => new(webhook.Url, webhook.Nouns, NameOf(webhook.Form), "", CommandForm.NewKey());

    public static string NameOf(WebhookForm form) => JsonNamingPolicy.CamelCase.ConvertName(form.ToString());

    internal static async Task<WebhookInput> Read(DeskRequest desk)
    {
        var posted = await desk.Context.Request.ReadFormAsync(desk.Context.RequestAborted);
        return new(
            posted["url"].ToString().Trim(), [.. posted["nouns"].OfType<string>()], posted["form"].ToString(), posted["secret"].ToString().Trim(),
            posted["_key"] is [{ Length: > 0 } key] ? key : CommandForm.NewKey());
    }

    /// <summary>A secret that is left empty is made, or stays as it is.</summary>
    internal JsonObject Body()
    {
        var body = new JsonObject { ["url"] = Url, ["nouns"] = new JsonArray([.. Nouns.Select(noun => (JsonNode)noun)]) };
        if (Form.Length > 0)
            body["form"] = Form;
        if (Secret.Length > 0)
            body["secret"] = Secret;
        return body;
    }
}
