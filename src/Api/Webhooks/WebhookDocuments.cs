using System.Text.Json.Nodes;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Webhooks;

internal static class WebhookDocuments
{
    private const string Id = "5b0b54fbd5c24b2c8d3c1c9f0a7d6e42";

    private const string Subscription =
        $$"""{ "id": "{{Id}}", "url": "https://rms.baltic.example/drafts", "createdAt": "2026-11-21T12:00:00+03:00", "failures": 0, "waiting": 0, "deadLetters": 0 }""";

    private const string Message =
        $$"""
        {
          "message": "{{Examples.Id}}-1", "sequence": 1, "draft": "{{Examples.Id}}", "number": "{{Examples.Number}}", "authority": "10216000",
          "version": 1, "status": "UnderConsideration", "at": "2026-11-21T12:04:31.512+03:00", "what": "DraftRegistered"
        }
        """;

    private const string Letter =
        $$"""
        {
          "message": {{Message}},
          "attempts": 291, "lastFailure": "The receiver answered 503.", "deadAt": "2026-11-22T12:05:02.077+03:00"
        }
        """;

    private static readonly Problem notForYou = Refusals.NotFor(Operation.ListWebhooks);

    public static RouteDocument List() => Route(Operation.ListWebhooks, "The subscriptions of your authority")
        .Answer<WebhookList>(200, "Without their secrets.", () => Json($$"""{ "items": [{{Subscription}}] }"""))
        .Refuses(Refusals.Unauthenticated, notForYou, Refusals.Away);

    public static RouteDocument Add() => Route(Operation.AddWebhook, "Subscribe to the changes of status of your authority's drafts")
        .Text(
            "Each change from now on is sent as a POST of a message, at least once, and in order for each draft: `sequence` counts the changes of "
            + "status of a draft. Any 2xx takes it; redirects are not followed. `Rms-Signature: t=…,v1=…` has the seconds since 1970 and the hexadecimal "
            + "HMAC-SHA256 of `t.body` under the secret. A message that is not taken is sent again, ever more slowly, and after a day goes to "
            + "the dead letters; then the draft's next message goes on.")
        .Body<Subscribe>(() => Json("""{ "url": "https://rms.baltic.example/drafts", "secret": "correct-horse-battery-staple" }"""))
        .Sends<StatusMessage>("statusChanged", "{$request.body#/url}", "A draft has changed its status", () => Json(Message))
        .Answer<WebhookAnswer>(201, "Subscribed. The secret is not shown again.", () => Json(Subscription))
        .Refuses(
            Refusals.BadInput("/secret", "Expected 16 to 200 visible ASCII characters."), Refusals.Unauthenticated, notForYou,
            WebhookEndpoints.TooMany, RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public static RouteDocument Remove() => OfOne(Operation.RemoveWebhook, "End a subscription")
        .Text("What waits to be delivered goes with it.")
        .Done(204, "Ended.")
        .Refuses(Refusals.Unauthenticated, notForYou, WebhookEndpoints.NoSuchWebhook, Refusals.Away);

    public static RouteDocument DeadLetters() => OfOne(Operation.ListDeadLetters, "What could not be delivered")
        .Answer<DeadLetterList>(200, "The oldest first, at most 200.", () => Json($$"""{ "items": [{{Letter}}] }"""))
        .Refuses(Refusals.Unauthenticated, notForYou, WebhookEndpoints.NoSuchWebhook, Refusals.Away);

    public static RouteDocument Redeliver() => OfOne(Operation.Redeliver, "Deliver dead letters again")
        .Text("Those of one draft, or, without a body, all. Later messages of the same draft may have arrived meanwhile: `sequence` tells.")
        .Body<Redeliver>(() => Json($$"""{ "draft": "{{Examples.Id}}" }"""), optional: true)
        .Answer<Redelivery>(202, "So many wait to be delivered again.", () => Json("""{ "messages": 3 }"""))
        .Refuses(
            Refusals.BadInput("/draft", "Expected the id of a draft."), Refusals.Unauthenticated, notForYou,
            WebhookEndpoints.NoSuchWebhook, RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    private static RouteDocument Route(Operation operation, string summary) => new("Webhooks", operation, summary);

    private static RouteDocument OfOne(Operation operation, string summary) => Route(operation, summary).Path("id", "The subscription.", Id);

    private static JsonNode Json(string json) => JsonNode.Parse(json)!;
}
