using System.Diagnostics;

namespace RmsOrleans.Api.Http;

/// <summary>The one table of what can go wrong: each refusal with its HTTP status and its stable type.</summary>
internal static class Problems
{
    /// <summary>Seconds after which a storage that was away may be asked again.</summary>
    private const int StorageRetry = 5;

    /// <summary>Seconds after which those who were quicker will have done.</summary>
    private const int ContendedRetry = 1;

    /// <summary>There was too much to do; a request takes less than a second.</summary>
    public static readonly Problem Overloaded =
        new(503, Type("overloaded"), "The program has too much to do.", "Nothing was done. Ask again in a moment.") { RetryAfter = 1 };

    public static Problem Of(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.BadInput => BadInput(refusal.Detail, refusal.Errors),
        RefusalReason.Forbidden => Forbidden(refusal.Detail),
        RefusalReason.UnknownUnit => new(403, Type("unknown-unit"), "Your structural unit is not known.", refusal.Detail),
        RefusalReason.NotFound => NotFound(refusal.Detail),
        RefusalReason.WrongStatus => new(409, Type("wrong-status"), "The rules do not allow this in the present status.", refusal.Detail),
        RefusalReason.AlreadyRegistered => new(409, Type("already-registered"), "It has been registered already.", refusal.Detail)
        {
            Number = refusal.Number,
            RegisteredAt = refusal.RegisteredAt,
        },
        RefusalReason.Stale => new(412, Type("stale"), "It has changed since you saw it.", refusal.Detail),
        RefusalReason.KeyUsedOtherwise => new(422, Type("key-used-otherwise"), "The idempotency key was used for something else.", refusal.Detail),
        RefusalReason.StorageUnavailable => StorageUnavailable(refusal.Detail),
        RefusalReason.Contended => new(503, Type("contended"), "Others are changing it at this moment.", refusal.Detail) { RetryAfter = ContendedRetry },
    };

    public static Problem BadInput(string detail, ImmutableArray<ValidationError> errors) =>
        new(400, Type("bad-input"), "The request is not well formed.", detail) { Errors = errors };

    public static Problem BadInput(ImmutableArray<ValidationError> errors) =>
        BadInput(errors.Length == 1 ? "One thing is wrong with the input." : $"{errors.Length} things are wrong with the input.", errors);

    public static Problem BadInput(string pointer, string message) => BadInput([new ValidationError(pointer, message)]);

    public static Problem Unauthenticated(string? detail) =>
        new(401, Type("unauthenticated"), "A valid token is needed.", detail ?? "Send a bearer token in the Authorization header.");

    public static Problem Forbidden(string detail) => new(403, Type("forbidden"), "You may not do this.", detail);

    public static Problem NotFound(string detail) => new(404, Type("not-found"), "There is no such thing here.", detail);

    public static Problem LimitReached(string detail) => new(409, Type("limit-reached"), "There are as many as there may be.", detail);

    public static Problem PreconditionRequired(string detail) => new(428, Type("precondition-required"), "Say which state you saw.", detail);

    public static Problem TooLarge(string detail) => new(413, Type("too-large"), "The request is too large.", detail);

    public static Problem StorageUnavailable(string detail) =>
        new(503, Type("storage-away"), "The storage is away; the outcome may be unknown.", detail) { RetryAfter = StorageRetry };

    public static Problem NotReady(ImmutableArray<ReadinessEntry> checks) =>
        new(503, Type("not-ready"), "The program cannot take work now.", $"Not well: {string.Join(", ", checks.Where(check => !check.Well).Select(check => check.Name))}.")
        {
            RetryAfter = StorageRetry,
            Checks = checks,
        };

    public static Problem TooManyRequests(int retryAfter) =>
        new(429, Type("too-many-requests"), "You ask too often.", "Nothing was done. The Retry-After header says when to ask again.") { RetryAfter = retryAfter };

    public static Problem TooSlow(string detail) => new(408, Type("too-slow"), "The request came too slowly.", detail);

    /// <summary>For an exception: what is foreseen (the storage is away, a grain does not answer, the client sent no proper HTTP), or a surprise.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        BadHttpRequestException bad => Of(bad.StatusCode),
        StorageUnavailableException => StorageUnavailable("The storage does not answer. Ask again."),
        TimeoutException or OrleansException => StorageUnavailable("No answer came in time, so it is not known whether this was done. Ask again with the same idempotency key."),
        // The trace is known where traces are collected.
        _ => new(500, Type("internal"), "Something unforeseen happened.", "It has been logged.") { TraceId = Activity.Current?.TraceId.ToString() },
    };

    /// <summary>For a status that the framework set by itself.</summary>
    public static Problem Of(int status) => status switch
    {
        400 => BadInput("The request is not valid HTTP, or it is for another host.", []),
        401 => Unauthenticated(null),
        403 => Forbidden("Your roles do not allow this."),
        404 => NotFound("There is no such route."),
        405 => new(405, Type("method-not-allowed"), "This route does not take this method.", "The Allow header says which it takes."),
        408 => TooSlow("Nothing was done. Send the whole body at once."),
        413 => TooLarge("The request is larger than this route takes."),
        415 => new(415, Type("unsupported-media-type"), "This route does not take this content type."),
        _ => new(status, Type($"http-{status}"), "The request was refused."),
    };

    public static Problem UnsupportedMediaType(string accepted) => Of(415) with { Detail = $"Send {accepted}; the charset can only be utf-8." };

    private static string Type(string name) => $"urn:rms-orleans:problem:{name}";
}
