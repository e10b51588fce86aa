using System.Diagnostics.CodeAnalysis;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// What a grain answers: a value, or the reason why not, which a command gives with an account of its call. A surprise is an exception instead.
/// </summary>
[GenerateSerializer, Alias("outcome`1"), Immutable]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] Refusal? Refusal, [property: Id(2)] CallAccount? Account = null) where T : class
{
    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>Why something was not done, and what would help.</summary>
[GenerateSerializer, Alias("refusal"), Immutable]
public sealed record Refusal
{
    public Refusal(RefusalReason reason, string en, string ru)
        : this(reason, new Phrase(en, ru))
    {
    }

    public Refusal(RefusalReason reason, Phrase detail, ImmutableArray<ValidationError> errors = default)
    {
        Reason = reason;
        Errors = errors.IsDefault ? [] : errors;
        (English, Russian) = (detail.En, detail.Ru);
    }

    [Id(0)] public RefusalReason Reason { get; init; }

    public Phrase Detail => Said.In(English, Russian);

    /// <summary>What is wrong with the input, each at its place; empty unless the reason is <see cref="RefusalReason.BadInput"/>.</summary>
    [Id(2)] public ImmutableArray<ValidationError> Errors { get; init; }

    /// <summary>The number that there is already, as it is printed.</summary>
    [Id(3)] public string? Number { get; init; }

    /// <summary>When it was given, by the clock of its authority.</summary>
    [Id(4)] public DateTimeOffset? RegisteredAt { get; init; }

    [Id(1)] private string English { get; init; }

    [Id(5)] private string? Russian { get; init; }

    internal static Refusal OutcomeUnknown => new(
        RefusalReason.StorageUnavailable,
        "The storage does not answer, so it is not known whether this was done. Ask again with the same idempotency key.",
        "Хранилище не отвечает, поэтому неизвестно, выполнено ли действие. Повторите запрос с тем же ключом идемпотентности.");

    /// <summary>Of what may be asked for twice as it is.</summary>
    internal static Refusal OutcomeUnknownWithoutKey => new(
        RefusalReason.StorageUnavailable,
        "The storage does not answer, so it is not known whether this was done. Ask again.",
        "Хранилище не отвечает, поэтому неизвестно, выполнено ли действие. Повторите запрос.");

    /// <summary>To who only tried: there is nothing that could be unknown.</summary>
    internal static Refusal NotTried => new(
        RefusalReason.StorageUnavailable,
        "The storage does not answer, so this could not be checked. Ask again.",
        "Хранилище не отвечает, поэтому проверка не выполнена. Повторите запрос.");

    public static Refusal KeyUsedOtherwise => new(
        RefusalReason.KeyUsedOtherwise,
        "This idempotency key was used for another request. Use a new key for a new request.",
        "Этот ключ идемпотентности использован для другого запроса. Для нового запроса укажите новый ключ.");

    public static Refusal BadInput(ImmutableArray<ValidationError> errors) =>
        new(RefusalReason.BadInput, Said.Count(errors.Length), errors);
}

/// <summary>One fault of the input.</summary>
[GenerateSerializer, Alias("fault"), Immutable]
public sealed record ValidationError
{
    public ValidationError(string pointer, string en, string ru)
        : this(pointer, new Phrase(en, ru))
    {
    }

    public ValidationError(string pointer, Phrase message)
    {
        Pointer = pointer;
        (English, Russian) = (message.En, message.Ru);
    }

    /// <summary>A JSON pointer (RFC 6901) into what was sent.</summary>
    [Id(0)] public string Pointer { get; init; }

    public Phrase Message => Said.In(English, Russian);

    [Id(1)] private string English { get; init; }

    [Id(2)] private string? Russian { get; init; }

    public static ValidationError MoreThan(int most) =>
        new("", $"There are more faults than these {most}.", $"Ошибок больше, чем перечислено здесь ({most}).");
}

/// <summary>What a node of before says has one language, and it reads no other.</summary>
internal static class Said
{
    public static Phrase In(string english, string? russian) => new(english, russian ?? english);

    /// <summary>How many faults there are.</summary>
    public static Phrase Count(int errors) => new(
        errors == 1 ? "One thing is wrong with the input." : $"{errors} things are wrong with the input.",
        errors == 1 ? "Во входных данных одна ошибка." : $"Ошибок во входных данных: {errors}.");
}

/// <summary>The kinds of refusal; each has one HTTP status in <c>Api/Problems.cs</c>.</summary>
public enum RefusalReason
{
    /// <summary>A field is wrong or missing.</summary>
    BadInput,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The caller's token names a unit that the caller's authority does not have, and it depends on the unit.</summary>
    UnknownUnit,

    /// <summary>There is no such thing, or the caller may not know of it.</summary>
    NotFound,

    /// <summary>The rules do not allow it in this status.</summary>
    WrongStatus,

    /// <summary>The draft has its number already, by another request.</summary>
    AlreadyRegistered,

    /// <summary>The draft has changed since the caller saw it.</summary>
    Stale,

    /// <summary>The same idempotency key was used for something else.</summary>
    KeyUsedOtherwise,

    /// <summary>The storage does not answer, or its answer is unknown; nothing is known to be done.</summary>
    StorageUnavailable,

    /// <summary>Others were quicker, again and again; nothing was done.</summary>
    Contended,

    /// <summary>It is more than may go with a draft.</summary>
    TooLarge,
}
