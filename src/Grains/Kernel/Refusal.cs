namespace RmsOrleans.Grains.Kernel;

/// <summary>Why something was not done, and what would help.</summary>
[GenerateSerializer, Alias("refusal"), Immutable]
public sealed record Refusal(
    [property: Id(0)] RefusalReason Reason,
    [property: Id(1)] string Detail,
    ImmutableArray<ValidationError> Errors = default)
{
    /// <summary>What is wrong with the input, each at its place; empty unless the reason is <see cref="RefusalReason.BadInput"/>.</summary>
    [Id(2)] public ImmutableArray<ValidationError> Errors { get; init; } = Errors.IsDefault ? [] : Errors;

    internal static Refusal OutcomeUnknown => new(
        RefusalReason.StorageUnavailable, "The storage does not answer, so it is not known whether this was done. Ask again with the same idempotency key.");

    internal static Refusal KeyUsedOtherwise => new(
        RefusalReason.KeyUsedOtherwise, "This idempotency key was used for another request. Use a new key for a new request.");

    internal static Refusal BadInput(ImmutableArray<ValidationError> errors) =>
        new(RefusalReason.BadInput, errors.Length == 1 ? "One thing is wrong with the input." : $"{errors.Length} things are wrong with the input.", errors);
}

/// <summary>One fault of the input. <paramref name="Pointer"/> is a JSON pointer (RFC 6901) into what was sent.</summary>
[GenerateSerializer, Alias("fault"), Immutable]
public sealed record ValidationError([property: Id(0)] string Pointer, [property: Id(1)] string Message);

/// <summary>The kinds of refusal; each has one HTTP status in <c>Api/Problems.cs</c>.</summary>
public enum RefusalReason
{
    /// <summary>A field is wrong or missing.</summary>
    BadInput,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not know of it.</summary>
    NotFound,

    /// <summary>The rules do not allow it in this status.</summary>
    WrongStatus,

    /// <summary>The draft has changed since the caller saw it.</summary>
    Stale,

    /// <summary>The same idempotency key was used for something else.</summary>
    KeyUsedOtherwise,

    /// <summary>The storage does not answer, or its answer is unknown; nothing is known to be done.</summary>
    StorageUnavailable,

    /// <summary>Others were quicker, again and again; nothing was done.</summary>
    Contended,
}
