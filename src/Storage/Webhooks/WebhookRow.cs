namespace RmsOrleans.Storage.Webhooks;

/// <summary>A subscription and how its deliveries stand.</summary>
internal sealed class WebhookRow
{
    /// <summary>What every subscription was told of before there were other nouns.</summary>
    public const string FirstNoun = "drafts";

    public string Id { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary>In which form messages are signed, by the name that the API has for it.</summary>
    public string Form { get; init; } = "";

    /// <summary>What it is told of.</summary>
    public ImmutableArray<string> Nouns { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its receiver wanted no more; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Until then the secret of before signs as well.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    public int Failures { get; init; }

    public int Waiting { get; init; }

    public int DeadLetters { get; init; }
}

/// <summary>What a subscription is made with.</summary>
internal sealed record WebhookTerms(string Url, string Secret, string Form, ImmutableArray<string> Nouns);

/// <summary>What of a subscription becomes different; what is null stays as it is.</summary>
internal sealed record WebhookChange(string? Url, string? Secret, string? Form, ImmutableArray<string>? Nouns);

/// <summary>How the making of a subscription ended. <paramref name="Row"/> is there unless nothing was made, now or before.</summary>
internal readonly record struct AddedWebhook(AddedWebhookEnd End, WebhookRow? Row = null);

internal enum AddedWebhookEnd
{
    Added,

    /// <summary>The same request has made it before.</summary>
    Repeated,

    /// <summary>Its key belongs to a request that asked something else.</summary>
    KeyUsedOtherwise,

    TooMany,
}

/// <summary>Dead letters that wait to be delivered again; none of a subscription that has ended.</summary>
internal readonly record struct Redelivered(bool HasEnded, int Messages);

/// <summary>A message that was given up.</summary>
internal sealed record DeadLetterRow(string Body, int Attempts, string LastFailure, string LastFailureRu, DateTimeOffset DeadAt)
{
    /// <summary>Failures of before the column for Russian was there were noted in English alone.</summary>
    public Phrase Why => new(LastFailure, LastFailureRu);
}

/// <summary>Where the messages of a subscription go, and what signs them.</summary>
internal class WebhookTarget
{
    public string Webhook { get; init; } = "";

    public string Url { get; init; } = "";

    public string Form { get; init; } = "";

    public string Secret { get; init; } = "";

    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousUntil { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The secrets that sign at this moment, the newest first.</summary>
    public ImmutableArray<string> SecretsAt(DateTimeOffset now) => PreviousSecret is { } previous && now < PreviousUntil ? [Secret, previous] : [Secret];
}

/// <summary>One message on its way to one receiver.</summary>
internal sealed class WebhookMessage : WebhookTarget
{
    /// <summary>The draft or profile that it tells of.</summary>
    public Guid Subject { get; init; }

    public int Number { get; init; }

    /// <summary>The same for each attempt.</summary>
    public string Id => IdOf(Subject, Number);

    public string Body { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Of the receiver, since it last took a message.</summary>
    public int Failures { get; init; }

    public static string IdOf(Guid subject, int number) => $"{subject}-{number}";
}
