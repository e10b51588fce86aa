using System.Text.Json.Nodes;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Webhooks;

internal static class WebhookDocuments
{
    private const string Id = "5b0b54fbd5c24b2c8d3c1c9f0a7d6e42";

    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private const string Subscription =
        $$"""
        {
          "id": "{{Id}}", "url": "https://rms.baltic.example/drafts", "form": "standard", "nouns": ["drafts", "profiles"],
          "createdAt": "2026-11-21T12:00:00+03:00", "failures": 0, "waiting": 0, "deadLetters": 0
        }
        """;

    private const string Letter =
        $$"""
        {
          "message": {{DraftMessages.Example}},
          "attempts": 291, "lastFailure": "The receiver answered 503.", "deadAt": "2026-11-22T12:05:02.077+03:00"
        }
        """;

    private const string TestBody =
        $$"""
        {
          "type": "test", "message": "test-0f8e3f1c7a7b4d0e9c5b1a2d3e4f5a6b", "webhook": "{{Id}}", "authority": "10216000",
          "at": "2026-11-21T12:00:07+03:00"
        }
        """;

    private static readonly Problem notForYou = Refusals.NotFor(Operation.ListWebhooks);

    private static readonly Problem badSecret = Refusals.BadInput("/secret", "Expected whsec_ and the base64 of 24 to 64 bytes.");

    public static RouteDocument List() => Route(Operation.ListWebhooks, "The subscriptions of your authority")
        .Answer<WebhookList>(200, "Without their secrets.", () => Json($$"""{ "items": [{{Subscription}}] }"""))
        .Refuses(Refusals.Unauthenticated, notForYou, Refusals.Away);

    public static RouteDocument Add(WebhookNouns nouns) => nouns.All.Aggregate(
        Route(Operation.AddWebhook, "Subscribe to what happens to your authority's drafts, or to profiles")
            .Text(
                "Each change from now on is sent as a POST of a message, at least once, and in order for each draft or profile: `sequence` counts its changes. "
                + "`nouns` says what is told of: `drafts`, changes of status of your authority's own (if left out), `profiles`, changes in the directory that concern your authority. "
                + "Any 2xx takes a message; redirects are not followed; 410 ends the subscription. Messages are signed as Standard Webhooks are: "
                + "`webhook-id`, `webhook-timestamp` (seconds since 1970) and `webhook-signature`, a list of `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body` under the "
                + "key that the secret has behind `whsec_` in base64. Unless `form` is `standard`, `Rms-Signature: t=…,v1=…` comes beside it, with the hexadecimal "
                + "HMAC-SHA256 of `t.body` under the secret as it is written. A message that is not taken is sent again, ever more slowly, not before `Retry-After`, and after a day "
                + "goes to the dead letters; then the next message goes on. Without `secret` the program makes one, and shows it in the answer this once.")
            .Header(IdempotencyKey.Header, "A key of your own: the same request again leads to the subscription that it made, as it was made, and without a secret.")
            .Body<Subscribe>(() => Json($$"""{ "url": "https://rms.baltic.example/drafts", "form": "standard", "nouns": ["drafts", "profiles"] }"""))
            .Answer<WebhookResponse>(200, "Your key has made this subscription before.", () => Json(Subscription))
            .Answer<WebhookResponse>(201, "Subscribed. No other answer shows the secret.", () =>
            {
                var made = Json(Subscription);
                made["secret"] = Secret;
                return made;
            })
            .Refuses(
                badSecret, Refusals.Unauthenticated, notForYou, WebhookEndpoints.TooMany, RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed, Refusals.Away)
            .SendsWebhook<TestMessage>("test", "Somebody wants to see whether messages arrive", () => Json(TestBody)),
        (route, noun) => noun.Describe(route));

    public static RouteDocument Change() => OfOne(Operation.ChangeWebhook, "Change a subscription, or take it up again")
        .Text(
            "What is left out stays as it is. What waits goes to the new URL, and is tried at once. With another `secret` both sign for a day, the new one first. A noun that is "
            + "new is told of from now on. A subscription that its receiver has ended begins anew: what happened meanwhile is not sent, and what was given up can be delivered again.")
        .Body<ChangeSubscription>(() => Json($$"""{ "url": "https://rms.baltic.example/new", "secret": "{{Secret}}" }"""))
        .Answer<WebhookResponse>(200, "Changed.", () =>
        {
            var changed = Json(Subscription);
            changed["url"] = "https://rms.baltic.example/new";
            changed["bothSignUntil"] = "2026-11-22T12:00:00+03:00";
            return changed;
        })
        .Refuses(
            badSecret, Refusals.Unauthenticated, notForYou, WebhookEndpoints.NoSuchWebhook, RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public static RouteDocument Remove() => OfOne(Operation.RemoveWebhook, "End a subscription")
        .Text("What waits to be delivered goes with it.")
        .Done(204, "Ended.")
        .Refuses(Refusals.Unauthenticated, notForYou, WebhookEndpoints.NoSuchWebhook, Refusals.Away);

    public static RouteDocument Test() => OfOne(Operation.TestWebhook, "Send a test message")
        .Text("It is sent at once, past what waits, once, and signed as others are. Whatever the receiver answers, the subscription stays as it is.")
        .Answer<TestResponse>(200, "What the receiver answered.", () => Json(
            """{ "message": "test-0f8e3f1c7a7b4d0e9c5b1a2d3e4f5a6b", "taken": false, "status": 503, "milliseconds": 41, "failure": "The receiver answered 503." }"""))
        .Refuses(Refusals.Unauthenticated, notForYou, WebhookEndpoints.NoSuchWebhook, WebhookEndpoints.HasEnded, Refusals.Away);

    public static RouteDocument DeadLetters() => OfOne(Operation.ListDeadLetters, "What could not be delivered")
        .Answer<DeadLetterList>(200, "The oldest first, at most 200.", () => Json($$"""{ "items": [{{Letter}}] }"""))
        .Refuses(Refusals.Unauthenticated, notForYou, WebhookEndpoints.NoSuchWebhook, Refusals.Away);

    public static RouteDocument Redeliver() => OfOne(Operation.Redeliver, "Deliver dead letters again")
        .Text(
            "Those about one draft, by its id, or about one draft or profile, by its registration number; or, without a body, all. Later messages about the same may have "
            + "arrived meanwhile: `sequence` tells.")
        .Body<Redeliver>(() => Json($$"""{ "draft": "{{Examples.Id}}" }"""), optional: true)
        .Answer<Redelivery>(202, "So many wait to be delivered again.", () => Json("""{ "messages": 3 }"""))
        .Refuses(
            Refusals.BadInput("/draft", "Expected the id of a draft."), Refusals.Unauthenticated, notForYou,
            WebhookEndpoints.NoSuchWebhook, WebhookEndpoints.HasEnded, RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    /// <summary>A message with the headers that go with it.</summary>
    public static RouteDocument SendsWebhook<T>(this RouteDocument route, string name, string description, Func<JsonNode> example) => route.Sends<T>(
        name, "{$request.body#/url}", description, example,
        (WebhookSignature.Id, "The id of the message, the same for each attempt.", true),
        (WebhookSignature.Timestamp, "When this attempt was made: seconds since 1970.", true),
        (WebhookSignature.Standard, "For each secret that signs, `v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`; a blank between two.", true),
        (WebhookSignature.Own, "`t=`, the seconds, and for each secret that signs `,v1=` and the hexadecimal HMAC-SHA256 of `t.body`; not in the form `standard`.", false));

    private static RouteDocument Route(Operation operation, string summary) => new("Webhooks", operation, summary);

    private static RouteDocument OfOne(Operation operation, string summary) => Route(operation, summary).Path("id", "The subscription.", Id);

    private static JsonNode Json(string json) => JsonNode.Parse(json)!;
}
