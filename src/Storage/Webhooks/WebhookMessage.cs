namespace RmsOrleans.Storage.Webhooks;

/// <summary>One message on its way to one receiver.</summary>
internal sealed class WebhookMessage
{
    public string Webhook { get; init; } = "";

    public DraftId Draft { get; init; }

    public int Number { get; init; }

    public string Url { get; init; } = "";

    public string Secret { get; init; } = "";

    public string Body { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Of the receiver, since it last took a message.</summary>
    public int Failures { get; init; }
}
