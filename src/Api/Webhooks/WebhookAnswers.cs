using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Webhooks;

/// <summary>A subscription. <paramref name="Failures"/> counts attempts since a message was last taken; <paramref name="Waiting"/> messages.</summary>
public sealed record WebhookAnswer(string Id, string Url, DateTimeOffset CreatedAt, int Failures, int Waiting, int DeadLetters);

/// <summary>The subscriptions of an authority.</summary>
public sealed record WebhookList(ImmutableArray<WebhookAnswer> Items);

/// <summary>A message that was given up, with what was to be sent.</summary>
public sealed record DeadLetterAnswer([property: ShownAs(typeof(StatusMessage))] JsonElement Message, int Attempts, string LastFailure, DateTimeOffset DeadAt);

/// <summary>Messages that were given up.</summary>
public sealed record DeadLetterList(ImmutableArray<DeadLetterAnswer> Items);

/// <summary>What is delivered again.</summary>
public sealed record Redelivery(int Messages);

/// <summary>
/// The body of a message: a draft has changed its status. <paramref name="Sequence"/> counts the changes of status of its draft from 1;
/// <paramref name="Message"/> is the same for each attempt.
/// </summary>
/// <param name="What">What happened, by the name in the journal.</param>
/// <param name="Message">The id of the message, the same for each attempt.</param>
public sealed record StatusMessage(
    string Message,
    int Sequence,
    DraftId Draft,
    RegistrationNumber? Number,
    AuthorityCode Authority,
    int Version,
    DraftStatus Status,
    DateTimeOffset At,
    string What);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(Redelivery))]
[JsonSerializable(typeof(StatusMessage))]
internal sealed partial class WebhookAnswerJson : JsonSerializerContext;
