namespace RmsOrleans.Storage.Webhooks;

/// <summary>A subscription and how its deliveries stand.</summary>
internal sealed class WebhookRow
{
    public string Id { get; init; } = "";

    public string Url { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public int Failures { get; init; }

    public int Waiting { get; init; }

    public int DeadLetters { get; init; }
}

/// <summary>A message that was given up.</summary>
internal sealed class DeadLetterRow
{
    public string Body { get; init; } = "";

    public int Attempts { get; init; }

    public string LastFailure { get; init; } = "";

    public DateTimeOffset DeadAt { get; init; }
}
