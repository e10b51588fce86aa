using System.Diagnostics;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>An authority's own subscriptions, kept by those who speak for it.</summary>
internal sealed class WebhookEndpoints(
    WebhookStore store, WebhookSender sender, WebhookRules rules, CommandBodies bodies, LocalTimes times,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static readonly Problem NoSuchWebhook = Problems.NotFound(new("Your authority has no such subscription.", "У Вашего таможенного органа нет такой подписки."));

    public static readonly Problem TooMany = Problems.LimitReached(new("An authority has at most 10 subscriptions. Delete one first.", "У таможенного органа может быть не более 10 подписок. Сначала удалите одну из них."));

    public static readonly Problem HasEnded = Problems.Of(new Refusal(
        RefusalReason.WrongStatus,
        "The receiver has ended this subscription (410). Take it up again with PUT first.",
        "Получатель прекратил эту подписку (410). Сначала возобновите её запросом PUT."));

    private const int MostDeadLetters = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<WebhookEndpoints>();
        routes.MapRead("/webhooks", For(Operation.ListWebhooks, endpoints.List)).Described(WebhookDocuments.List());
        routes.Map(HttpMethods.Post, "/webhooks", For(Operation.AddWebhook, endpoints.Add)).Described(WebhookDocuments.Add(routes.ServiceProvider.GetRequiredService<WebhookNouns>()));
        routes.Map(HttpMethods.Put, "/webhooks/{id}", For(Operation.ChangeWebhook, endpoints.Change)).Described(WebhookDocuments.Change());
        routes.Map(HttpMethods.Delete, "/webhooks/{id}", For(Operation.RemoveWebhook, endpoints.Remove)).Described(WebhookDocuments.Remove());
        routes.Map(HttpMethods.Post, "/webhooks/{id}/test", For(Operation.TestWebhook, endpoints.Test)).Described(WebhookDocuments.Test());
        routes.MapRead("/webhooks/{id}/dead-letters", For(Operation.ListDeadLetters, endpoints.DeadLetters)).Described(WebhookDocuments.DeadLetters());
        routes.Map(HttpMethods.Post, "/webhooks/{id}/redeliveries", For(Operation.Redeliver, endpoints.Redeliver)).Described(WebhookDocuments.Redeliver());
    }

    private static Func<HttpContext, Task<IResult>> For(Operation operation, Func<HttpContext, Actor, Task<IResult>> handle) =>
        Admission.To(operation, context => handle(context, context.Actor()));

    private async Task<IResult> List(HttpContext context, Actor actor)
    {
        var rows = await store.List(actor.Authority, context.RequestAborted);
        return Answers.Ok(new WebhookList([.. rows.Select(row => Answer(row, actor))]), WebhookResponseJson.Default.WebhookList);
    }

    private async Task<IResult> Add(HttpContext context, Actor actor)
    {
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return IdempotencyKey.Malformed;
        var (asked, problem) = await bodies.ReadPlain<Subscribe>(context);
        if (asked is null)
            return problem!;
        if (rules.Errors(asked.Url, asked.Secret, asked.Nouns) is { IsEmpty: false } errors)
            return Problems.BadInput(errors);

        var terms = rules.Terms(asked);
        var added = await store.Add(actor.Authority, terms, WebhookRules.Key(key, asked, terms), actor.Subject, context.RequestAborted);
        return added.End switch
        {
            AddedWebhookEnd.Added => Answered(StatusCodes.Status201Created, Answer(added.Row!, actor) with { Secret = asked.Secret is null ? terms.Secret : null }),
            // As it was made, whatever has become of it.
            AddedWebhookEnd.Repeated => Answered(StatusCodes.Status200OK, Answer(
                new WebhookRow { Id = added.Row!.Id, Url = terms.Url, Form = terms.Form, Nouns = terms.Nouns, CreatedAt = added.Row.CreatedAt }, actor)),
            AddedWebhookEnd.KeyUsedOtherwise => new RefusalAnswer(Refusal.KeyUsedOtherwise),
            AddedWebhookEnd.TooMany => TooMany,
        };
    }

    private async Task<IResult> Change(HttpContext context, Actor actor)
    {
        var (asked, problem) = await bodies.ReadPlain<ChangeSubscription>(context);
        if (asked is null)
            return problem!;
        if (rules.Errors(asked.Url, asked.Secret, asked.Nouns) is { IsEmpty: false } errors)
            return Problems.BadInput(errors);

        return await store.Change(actor.Authority, Id(context), rules.Change(asked), context.RequestAborted) is { } row
            ? Answered(StatusCodes.Status200OK, Answer(row, actor))
            : NoSuchWebhook;
    }

    private async Task<IResult> Remove(HttpContext context, Actor actor)
    {
        if (!await store.Remove(actor.Authority, Id(context), context.RequestAborted))
            return NoSuchWebhook;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Results.Empty;
    }

    /// <summary>Past everything that waits, and it changes nothing, whatever the receiver answers.</summary>
    private async Task<IResult> Test(HttpContext context, Actor actor)
    {
        if (await store.Target(actor.Authority, Id(context), context.RequestAborted) is not { } target)
            return NoSuchWebhook;
        if (target.EndedAt is not null)
            return HasEnded;

        var message = new TestMessage(
            TestMessage.TypeName, $"{TestMessage.TypeName}-{Guid.NewGuid():N}", target.Webhook, actor.Authority, clock.GetUtcNow().In(times.ZoneOf(actor.Authority)));
        var began = Stopwatch.GetTimestamp();
        var attempt = await sender.Send(
            target, message.Message, JsonSerializer.Serialize(message, WebhookBodies.Json.TestMessage), context.RequestAborted);
        return Answers.Ok(
            new TestResponse(message.Message, attempt.Failure is null, attempt.Status, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds, attempt.Failure),
            WebhookResponseJson.Default.TestResponse);
    }

    private async Task<IResult> DeadLetters(HttpContext context, Actor actor)
    {
        if (await store.DeadLetters(actor.Authority, Id(context), MostDeadLetters, context.RequestAborted) is not { } rows)
            return NoSuchWebhook;
        var zone = times.ZoneOf(actor.Authority);
        var letters = rows.Select(row => new DeadLetterResponse(
            JsonSerializer.Deserialize(row.Body, WebhookResponseJson.Default.JsonElement), row.Attempts, row.Why, row.DeadAt.In(zone)));
        return Answers.Ok(new DeadLetterList([.. letters]), WebhookResponseJson.Default.DeadLetterList);
    }

    private async Task<IResult> Redeliver(HttpContext context, Actor actor)
    {
        var (redeliver, problem) = await bodies.ReadPlain(context, whenEmpty: new Redeliver(null, null));
        if (redeliver is null)
            return problem!;

        var subject = redeliver.Entry;
        if (new object?[] { redeliver.Draft, redeliver.Number, redeliver.Entry }.Count(named => named is not null) > 1)
            return Problems.BadInput("/number", new("Say which by draft, by number or by entry, not by several.", "Укажите только одно: draft, number или entry."));
        if (redeliver.Draft is { } named)
        {
            if (!DraftId.TryParse(named, out var id))
                return Problems.BadInput("/draft", new("Expected the id of a draft.", "Ожидается идентификатор проекта."));
            subject = id.Value;
        }
        if (redeliver.Number is { } text)
        {
            if (!RegistrationNumber.TryParse(text, out var number))
                return Problems.BadInput("/number", new("Expected a registration number.", "Ожидается регистрационный номер."));
            subject = await store.Subject(number, context.RequestAborted) ?? Guid.Empty; // nothing waits about what is not there
        }
        return await store.Redeliver(actor.Authority, Id(context), subject, context.RequestAborted) switch
        {
            null => NoSuchWebhook,
            { HasEnded: true } => HasEnded,
            { Messages: var count } => new JsonAnswer<Redelivery>(StatusCodes.Status202Accepted, new(count), WebhookResponseJson.Default.Redelivery),
        };
    }

    private WebhookResponse Answer(WebhookRow row, Actor actor)
    {
        var zone = times.ZoneOf(actor.Authority);
        return new(
            row.Id, row.Url, WebhookForms.Of(row.Form), row.Nouns, row.CreatedAt.In(zone), row.Failures, row.Waiting, row.DeadLetters,
            row.EndedAt?.In(zone), row.PreviousUntil > clock.GetUtcNow() ? row.PreviousUntil.Value.In(zone) : null);
    }

    private static JsonAnswer<WebhookResponse> Answered(int status, WebhookResponse answer) => new(status, answer, WebhookResponseJson.Default.WebhookResponse);

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
