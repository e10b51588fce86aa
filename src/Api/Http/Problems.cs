using System.Diagnostics;
using RmsOrleans.Grains.Registers.Entries;

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
        new(
            503,
            Type("overloaded"),
            new("The program has too much to do.", "Программа перегружена."),
            new("Nothing was done. Ask again in a moment.", "Ничего не выполнено. Повторите запрос немного позже."))
        {
            RetryAfter = 1,
        };

    public static Problem Of(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.BadInput => BadInput(refusal.Detail, refusal.Errors),
        RefusalReason.Forbidden => Forbidden(refusal.Detail),
        RefusalReason.UnknownUnit => new(403, Type("unknown-unit"), new("Your structural unit is not known.", "Ваше структурное подразделение неизвестно."), refusal.Detail),
        RefusalReason.NotFound => NotFound(refusal.Detail),
        RefusalReason.WrongStatus => new(
            409, Type("wrong-status"), new("The rules do not allow this in the present status.", "В текущем статусе это не допускается."), refusal.Detail),
        RefusalReason.AlreadyRegistered => new(409, Type("already-registered"), new("It has been registered already.", "Регистрация уже выполнена."), refusal.Detail)
        {
            Number = refusal.Number,
            RegisteredAt = refusal.RegisteredAt,
        },
        RefusalReason.Stale => new(412, Type("stale"), new("It has changed since you saw it.", "С тех пор, как Вы это видели, произошли изменения."), refusal.Detail),
        RefusalReason.KeyUsedOtherwise => new(
            422,
            Type("key-used-otherwise"),
            new("The idempotency key was used for something else.", "Ключ идемпотентности использован для другого запроса."),
            refusal.Detail),
        RefusalReason.StorageUnavailable => StorageUnavailable(refusal.Detail),
        RefusalReason.TooLarge => TooLarge(refusal.Detail),
        RefusalReason.Contended => new(
            503, Type("contended"), new("Others are changing it at this moment.", "В данный момент это изменяют другие."), refusal.Detail)
        {
            RetryAfter = ContendedRetry,
        },
    };

    public static Problem BadInput(Phrase detail, ImmutableArray<ValidationError> errors) =>
        new(400, Type("bad-input"), new("The request is not well formed.", "Запрос составлен неверно."), detail) { Errors = errors };

    public static Problem BadInput(ImmutableArray<ValidationError> errors) => Of(Refusal.BadInput(errors));

    public static Problem BadInput(string pointer, Phrase message) => BadInput([new ValidationError(pointer, message)]);

    public static Problem Unauthenticated(Phrase? detail) => new(
        401,
        Type("unauthenticated"),
        new("A valid token is needed.", "Необходим действительный токен."),
        detail ?? new("Send a bearer token in the Authorization header.", "Передайте токен (Bearer) в заголовке Authorization."));

    public static Problem Forbidden(Phrase detail) =>
        new(403, Type("forbidden"), new("You may not do this.", "У Вас нет права на это действие."), detail);

    public static Problem NotFound(Phrase detail) => new(404, Type("not-found"), new("There is no such thing here.", "Запрошенное не найдено."), detail);

    public static Problem LimitReached(Phrase detail) =>
        new(409, Type("limit-reached"), new("There are as many as there may be.", "Достигнуто предельное количество."), detail);

    public static Problem PreconditionRequired(Phrase detail) =>
        new(428, Type("precondition-required"), new("Say which state you saw.", "Укажите, какое состояние Вы видели."), detail);

    public static Problem TooLarge(Phrase detail) => new(413, Type("too-large"), new("The request is too large.", "Запрос слишком велик."), detail);

    public static Problem StorageUnavailable(Phrase detail) => new(
        503,
        Type("storage-away"),
        new("The storage is away; the outcome may be unknown.", "Хранилище недоступно; результат может быть неизвестен."),
        detail)
    {
        RetryAfter = StorageRetry,
    };

    public static readonly Problem NoSealedKey = new(
        503,
        Type("no-sealed-key"),
        new("The key of closed circles is not here.", "Ключ закрытых реестров недоступен."),
        new(
            "Registers:SealedKeyFile of this program names no file with the key that this was, or would be, sealed with. Nothing was done; whoever runs the program has to give it the key.",
            "Параметр «Registers:SealedKeyFile» этой программы не указывает на файл с ключом, которым зашифрована или была бы зашифрована эта запись. Ничего не выполнено; ключ программе должен предоставить её администратор."));

    public static Problem NotReady(ImmutableArray<ReadinessEntry> checks) => new(
        503,
        Type("not-ready"),
        new("The program cannot take work now.", "Программа сейчас не может принимать запросы."),
        new Phrase("Not well: ", "Неисправны: ") + Phrase.Same($"{string.Join(", ", checks.Where(check => !check.Well).Select(check => check.Name))}."))
    {
        RetryAfter = StorageRetry,
        Checks = checks,
    };

    public static Problem TooManyRequests(int retryAfter) => new(
        429,
        Type("too-many-requests"),
        new("You ask too often.", "Слишком много запросов."),
        new("Nothing was done. The Retry-After header says when to ask again.", "Ничего не выполнено. Когда повторить запрос, указано в заголовке Retry-After."))
    {
        RetryAfter = retryAfter,
    };

    public static Problem TooManyStreams(int most) => new(
        429,
        Type("too-many-streams"),
        new("You have too many streams of events.", "У Вас открыто слишком много потоков событий."),
        new($"At a node one person or program has at most {most}. End one of them first.", $"На одном узле у лица или программы – не более {most}. Сначала закройте один из них."));

    public static Problem TooSlow(Phrase detail) =>
        new(408, Type("too-slow"), new("The request came too slowly.", "Запрос передавался слишком медленно."), detail);

    /// <summary>For an exception: what is foreseen (the storage is away, a grain does not answer, the client sent no proper HTTP), or a surprise.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        BadHttpRequestException bad => Of(bad.StatusCode),
        StorageUnavailableException => StorageUnavailable(new("The storage does not answer. Ask again.", "Хранилище не отвечает. Повторите запрос.")),
        SealedKeyException => NoSealedKey,
        TimeoutException or OrleansException => StorageUnavailable(new(
            "No answer came in time, so it is not known whether this was done. Ask again with the same idempotency key.",
            "Ответ не получен вовремя, поэтому неизвестно, выполнено ли действие. Повторите запрос с тем же ключом идемпотентности.")),
        // The trace is known where traces are collected.
        _ => new(
            500, Type("internal"), new("Something unforeseen happened.", "Произошла непредвиденная ошибка."), new("It has been logged.", "Она записана в журнал программы."))
        {
            TraceId = Activity.Current?.TraceId.ToString(),
        },
    };

    /// <summary>For a status that the framework set by itself.</summary>
    public static Problem Of(int status) => status switch
    {
        400 => BadInput(new("The request is not valid HTTP, or it is for another host.", "Запрос не соответствует HTTP или предназначен другому узлу."), []),
        401 => Unauthenticated(null),
        403 => Forbidden(new("Your roles do not allow this.", "Ваши роли этого не позволяют.")),
        404 => NotFound(new("There is no such route.", "Такого адреса нет.")),
        405 => new(
            405,
            Type("method-not-allowed"),
            new("This route does not take this method.", "Этот адрес не принимает такой метод."),
            new("The Allow header says which it takes.", "Допустимые методы указаны в заголовке Allow.")),
        408 => TooSlow(new("Nothing was done. Send the whole body at once.", "Ничего не выполнено. Передайте всё тело запроса сразу.")),
        413 => TooLarge(new("The request is larger than this route takes.", "Запрос больше, чем допускается для этого адреса.")),
        415 => new(415, Type("unsupported-media-type"), new("This route does not take this content type.", "Этот адрес не принимает такой тип содержимого.")),
        _ => new(status, Type($"http-{status}"), new("The request was refused.", "Запрос отклонён.")),
    };

    public static Problem UnsupportedMediaType(string accepted) => UnsupportedMediaType(Phrase.Same(accepted));

    public static Problem UnsupportedMediaType(Phrase accepted) => Of(415) with
    {
        Detail = new($"Send {accepted.En}; the charset can only be utf-8.", $"Передайте {accepted.Ru}; допускается только кодировка utf-8."),
    };

    private static string Type(string name) => $"urn:rms-orleans:problem:{name}";
}
