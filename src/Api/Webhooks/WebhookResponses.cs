using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Webhooks;

/// <summary>A subscription. <paramref name="Failures"/> counts attempts since a message was last taken; <paramref name="Waiting"/> messages.</summary>
/// <param name="Secret">The key of the signatures that the program has made; it is shown this once.</param>
/// <param name="Form">How messages are signed.</param>
/// <param name="Nouns">What is told of: <c>drafts</c>, <c>entries</c>, <c>profiles</c>.</param>
/// <param name="EndedAt">When the receiver answered 410; nothing is sent until the subscription is changed. Left out while it goes on.</param>
/// <param name="BothSignUntil">Until then the key of before signs as well; left out where only one does.</param>
public sealed record WebhookResponse(
    string Id,
    string Url,
    WebhookForm Form,
    ImmutableArray<string> Nouns,
    DateTimeOffset CreatedAt,
    int Failures,
    int Waiting,
    int DeadLetters,
    DateTimeOffset? EndedAt = null,
    DateTimeOffset? BothSignUntil = null,
    string? Secret = null);

/// <summary>The subscriptions of an authority.</summary>
public sealed record WebhookList(ImmutableArray<WebhookResponse> Items);

/// <summary>A message that was given up, with what was to be sent.</summary>
public sealed record DeadLetterResponse(
    [property: ShownAs(typeof(StatusMessage), typeof(ProfileMessage), typeof(EntryMessage))] JsonElement Message, int Attempts, Phrase LastFailure, DateTimeOffset DeadAt);

/// <summary>Messages that were given up.</summary>
public sealed record DeadLetterList(ImmutableArray<DeadLetterResponse> Items);

/// <summary>What is delivered again.</summary>
public sealed record Redelivery(int Messages);

/// <summary>The body of a message that somebody has asked for, to see whether it arrives.</summary>
/// <param name="Type">Always <c>test</c>.</param>
/// <param name="Message">The id of the message.</param>
/// <param name="Webhook">The id of the subscription.</param>
/// <param name="At">When it was sent, by the clock of the authority.</param>
public sealed record TestMessage(string Type, string Message, string Webhook, AuthorityCode Authority, DateTimeOffset At)
{
    internal const string TypeName = "test";
}

/// <summary>What became of a test message.</summary>
/// <param name="Message">The id that the test message had.</param>
/// <param name="Taken">Whether the receiver took it.</param>
/// <param name="Status">The HTTP status of the receiver's answer; left out where none came.</param>
/// <param name="Milliseconds">How long the receiver took to answer, or how long it was waited for.</param>
/// <param name="Failure">Why the receiver did not take it; left out where it did.</param>
public sealed record TestResponse(string Message, bool Taken, int? Status, long Milliseconds, Phrase? Failure);

/// <summary>The bodies of answers and of messages. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<WebhookForm>)])]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(Redelivery))]
[JsonSerializable(typeof(TestResponse))]
[JsonSerializable(typeof(StatusMessage))]
[JsonSerializable(typeof(ProfileMessage))]
[JsonSerializable(typeof(EntryMessage))]
[JsonSerializable(typeof(TestMessage))]
internal sealed partial class WebhookResponseJson : JsonSerializerContext;

/// <summary>Messages, which <see cref="Answers"/> does not write. Apart, so that it is made after the generated default.</summary>
internal static class WebhookBodies
{
    public static readonly WebhookResponseJson Json = new(ReadableJson.Of(WebhookResponseJson.Default.Options));
}
