using System.Net;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>An authority's own subscriptions, kept by those who speak for it.</summary>
internal sealed class WebhookEndpoints(WebhookStore store, CommandBodies bodies, IOptions<WebhookSettings> settings, LocalTimes times)
{
    public static readonly Problem NoSuchWebhook = Problems.NotFound(new("Your authority has no such subscription.", "У Вашего таможенного органа нет такой подписки."));

    public static readonly Problem TooMany = Problems.LimitReached(new("An authority has at most 10 subscriptions. Delete one first.", "У таможенного органа может быть не более 10 подписок. Сначала удалите одну из них."));

    private const int MostDeadLetters = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<WebhookEndpoints>();
        routes.MapRead("/webhooks", For(Operation.ListWebhooks, endpoints.List)).Described(WebhookDocuments.List());
        routes.Map(HttpMethods.Post, "/webhooks", For(Operation.AddWebhook, endpoints.Add)).Described(WebhookDocuments.Add());
        routes.Map(HttpMethods.Delete, "/webhooks/{id}", For(Operation.RemoveWebhook, endpoints.Remove)).Described(WebhookDocuments.Remove());
        routes.MapRead("/webhooks/{id}/dead-letters", For(Operation.ListDeadLetters, endpoints.DeadLetters)).Described(WebhookDocuments.DeadLetters());
        routes.Map(HttpMethods.Post, "/webhooks/{id}/redeliveries", For(Operation.Redeliver, endpoints.Redeliver)).Described(WebhookDocuments.Redeliver());
    }

    private static Func<HttpContext, Task<IResult>> For(Operation operation, Func<HttpContext, Actor, Task<IResult>> handle) =>
        Admission.To(operation, context => handle(context, context.Actor()));

    private async Task<IResult> List(HttpContext context, Actor actor)
    {
        var rows = await store.List(actor.Authority, context.RequestAborted);
        return Answers.Ok(new WebhookList([.. rows.Select(row => Answer(row, actor))]), WebhookAnswerJson.Default.WebhookList);
    }

    private async Task<IResult> Add(HttpContext context, Actor actor)
    {
        var (subscribe, problem) = await bodies.ReadPlain<Subscribe>(context);
        if (subscribe is null)
            return problem!;

        var errors = Errors(subscribe);
        if (!errors.IsEmpty)
            return Problems.BadInput(errors);
        return await store.Add(actor.Authority, subscribe.Url, subscribe.Secret, actor.Subject, context.RequestAborted) is { } row
            ? new JsonAnswer<WebhookAnswer>(StatusCodes.Status201Created, Answer(row, actor), WebhookAnswerJson.Default.WebhookAnswer)
            : TooMany;
    }

    private async Task<IResult> Remove(HttpContext context, Actor actor)
    {
        if (!await store.Remove(actor.Authority, Id(context), context.RequestAborted))
            return NoSuchWebhook;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Results.Empty;
    }

    private async Task<IResult> DeadLetters(HttpContext context, Actor actor)
    {
        if (await store.DeadLetters(actor.Authority, Id(context), MostDeadLetters, context.RequestAborted) is not { } rows)
            return NoSuchWebhook;
        var zone = times.ZoneOf(actor.Authority);
        var letters = rows.Select(row => new DeadLetterAnswer(
            JsonSerializer.Deserialize(row.Body, WebhookAnswerJson.Default.JsonElement), row.Attempts, row.LastFailure, row.DeadAt.In(zone)));
        return Answers.Ok(new DeadLetterList([.. letters]), WebhookAnswerJson.Default.DeadLetterList);
    }

    private async Task<IResult> Redeliver(HttpContext context, Actor actor)
    {
        var (redeliver, problem) = await bodies.ReadPlain(context, whenEmpty: new Redeliver(null));
        if (redeliver is null)
            return problem!;

        DraftId? draft = null;
        if (redeliver.Draft is { } named)
        {
            if (!DraftId.TryParse(named, out var id))
                return Problems.BadInput("/draft", new("Expected the id of a draft.", "Ожидается идентификатор проекта."));
            draft = id;
        }
        return await store.Redeliver(actor.Authority, Id(context), draft, context.RequestAborted) is { } count
            ? new JsonAnswer<Redelivery>(StatusCodes.Status202Accepted, new(count), WebhookAnswerJson.Default.Redelivery)
            : NoSuchWebhook;
    }

    private ImmutableArray<ValidationError> Errors(Subscribe subscribe)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (!IsReceiver(subscribe.Url))
        {
            errors.Add(new ValidationError(
                "/url",
                "Expected an http or https URL of at most 2,000 characters, without user name and fragment.",
                "Ожидается адрес http или https длиной не более 2000 символов, без имени пользователя и фрагмента."));
        }
        else if (!MayReach(new Uri(subscribe.Url)))
        {
            errors.Add(new ValidationError(
                "/url",
                "This address is not public, and only public ones are delivered to here.",
                "Этот адрес не является общедоступным, а доставка выполняется только на общедоступные адреса."));
        }
        if (subscribe.Secret.Length is < 16 or > 200 || subscribe.Secret.Any(character => character is <= ' ' or > '~'))
            errors.Add(new ValidationError("/secret", "Expected 16 to 200 visible ASCII characters.", "Ожидается от 16 до 200 видимых символов ASCII."));
        return errors.ToImmutable();
    }

    /// <summary>As far as can be said before connecting.</summary>
    private bool MayReach(Uri url) =>
        !settings.Value.RefusePrivateAddresses || !IPAddress.TryParse(url.IdnHost, out var address) || PublicAddresses.IsPublic(address);

    private static bool IsReceiver(string url) =>
        url.Length <= 2000
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && uri.Host.Length > 0;

    private WebhookAnswer Answer(WebhookRow row, Actor actor) =>
        new(row.Id, row.Url, row.CreatedAt.In(times.ZoneOf(actor.Authority)), row.Failures, row.Waiting, row.DeadLetters);

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
