using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>An authority's own subscriptions, kept by those who speak for it.</summary>
internal sealed class WebhookEndpoints(WebhookStore store, CommandBodies bodies, IOptions<WebhookSettings> settings, LocalTimes times)
{
    public static readonly Problem NoSuchWebhook = Problems.NotFound("Your authority has no such subscription.");

    public static readonly Problem TooMany = Problems.LimitReached("An authority has at most 10 subscriptions. Delete one first.");

    private const int MostDeadLetters = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<WebhookEndpoints>();
        routes.MapRead("/webhooks", For(Operation.ListWebhooks, endpoints.List)).Described(WebhookDocuments.List());
        routes.MapPost("/webhooks", For(Operation.AddWebhook, endpoints.Add)).Described(WebhookDocuments.Add());
        routes.MapDelete("/webhooks/{id}", For(Operation.RemoveWebhook, endpoints.Remove)).Described(WebhookDocuments.Remove());
        routes.MapRead("/webhooks/{id}/dead-letters", For(Operation.ListDeadLetters, endpoints.DeadLetters)).Described(WebhookDocuments.DeadLetters());
        routes.MapPost("/webhooks/{id}/redeliveries", For(Operation.Redeliver, endpoints.Redeliver)).Described(WebhookDocuments.Redeliver());
    }

    private static RequestDelegate For(Operation operation, Func<HttpContext, Actor, Task> handle) =>
        Admission.To(operation, context => handle(context, context.Actor()));

    private async Task List(HttpContext context, Actor actor)
    {
        var rows = await store.List(actor.Authority, context.RequestAborted);
        await context.Answer(StatusCodes.Status200OK, new WebhookList([.. rows.Select(row => Answer(row, actor))]), WebhookAnswerJson.Default.WebhookList);
    }

    private async Task Add(HttpContext context, Actor actor)
    {
        var (subscribe, problem) = await bodies.ReadPlain<Subscribe>(context);
        if (subscribe is null)
        {
            await context.Answer(problem!);
            return;
        }

        var errors = Errors(subscribe);
        if (!errors.IsEmpty)
            await context.Answer(Problems.BadInput(errors));
        else if (await store.Add(actor.Authority, subscribe.Url, subscribe.Secret, actor.Subject, context.RequestAborted) is not { } row)
            await context.Answer(TooMany);
        else
            await context.Answer(StatusCodes.Status201Created, Answer(row, actor), WebhookAnswerJson.Default.WebhookAnswer);
    }

    private async Task Remove(HttpContext context, Actor actor)
    {
        if (await store.Remove(actor.Authority, Id(context), context.RequestAborted))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await context.Answer(NoSuchWebhook);
    }

    private async Task DeadLetters(HttpContext context, Actor actor)
    {
        if (await store.DeadLetters(actor.Authority, Id(context), MostDeadLetters, context.RequestAborted) is not { } rows)
        {
            await context.Answer(NoSuchWebhook);
            return;
        }
        var zone = times.ZoneOf(actor.Authority);
        var letters = rows.Select(row => new DeadLetterAnswer(
            JsonSerializer.Deserialize(row.Body, WebhookAnswerJson.Default.JsonElement), row.Attempts, row.LastFailure, row.DeadAt.In(zone)));
        await context.Answer(StatusCodes.Status200OK, new DeadLetterList([.. letters]), WebhookAnswerJson.Default.DeadLetterList);
    }

    private async Task Redeliver(HttpContext context, Actor actor)
    {
        var (redeliver, problem) = await bodies.ReadPlain(context, whenEmpty: new Redeliver(null));
        if (redeliver is null)
        {
            await context.Answer(problem!);
            return;
        }

        DraftId? draft = null;
        if (redeliver.Draft is { } named)
        {
            if (!DraftId.TryParse(named, out var id))
            {
                await context.Answer(Problems.BadInput("/draft", "Expected the id of a draft."));
                return;
            }
            draft = id;
        }
        if (await store.Redeliver(actor.Authority, Id(context), draft, context.RequestAborted) is { } count)
            await context.Answer(StatusCodes.Status202Accepted, new Redelivery(count), WebhookAnswerJson.Default.Redelivery);
        else
            await context.Answer(NoSuchWebhook);
    }

    private ImmutableArray<ValidationError> Errors(Subscribe subscribe)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (!IsReceiver(subscribe.Url))
            errors.Add(new ValidationError("/url", "Expected an http or https URL of at most 2,000 characters, without user name and fragment."));
        else if (!MayReach(new Uri(subscribe.Url)))
            errors.Add(new ValidationError("/url", "This address is not public, and only public ones are delivered to here."));
        if (subscribe.Secret.Length is < 16 or > 200 || subscribe.Secret.Any(character => character is <= ' ' or > '~'))
            errors.Add(new ValidationError("/secret", "Expected 16 to 200 visible ASCII characters."));
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
