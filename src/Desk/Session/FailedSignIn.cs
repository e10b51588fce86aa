using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RmsOrleans.Desk.Session;

/// <summary>Why a sign-in by the provider came to nothing.</summary>
public enum SignInFailure
{
    /// <summary>The person, or the provider, said no.</summary>
    Denied,

    /// <summary>It was begun in another browser, has been ended once, or was changed on its way.</summary>
    Lost,

    Late,

    /// <summary>The provider does not answer.</summary>
    Away,

    /// <summary>It answers, but not with tokens.</summary>
    Refused,

    /// <summary>Its token is not one that lets in here.</summary>
    NotTaken,
}

/// <summary>A failure as it is told: what happened, and what to do.</summary>
/// <param name="Error">As the provider or the program calls it, for the log.</param>
public sealed record FailedSignIn(SignInFailure Failure, string? Error = null, Exception? Cause = null)
{
    private const int LongestError = 64;

    /// <summary>What is wrong with the token, in the language of the page.</summary>
    public string? Detail { get; init; }

    public int Status => Failure switch
    {
        SignInFailure.Denied or SignInFailure.NotTaken => StatusCodes.Status403Forbidden,
        SignInFailure.Lost or SignInFailure.Late => StatusCodes.Status400BadRequest,
        SignInFailure.Away => StatusCodes.Status503ServiceUnavailable,
        SignInFailure.Refused => StatusCodes.Status502BadGateway,
    };

    public Phrase What => Failure switch
    {
        SignInFailure.Denied => new("The sign-in was not allowed.", "Вход не разрешён."),
        SignInFailure.Lost => new("This sign-in cannot be completed.", "Завершить этот вход нельзя."),
        SignInFailure.Late => new("The sign-in took too long.", "Вход занял слишком много времени."),
        SignInFailure.Away => new("The identity provider does not answer.", "Поставщик удостоверений не отвечает."),
        SignInFailure.Refused => new("The identity provider did not complete the sign-in.", "Поставщик удостоверений не завершил вход."),
        SignInFailure.NotTaken => new("Your account does not let you in here.", "Ваша учётная запись не даёт доступа к этой системе."),
    };

    public Phrase Advice => Failure switch
    {
        SignInFailure.Denied => new(
            "You or the identity provider declined it. If you did not mean to, sign in again; if it is declined again, ask the administrator for access.",
            "Вы или поставщик удостоверений отклонили вход. Если это произошло по ошибке, войдите снова; если вход снова отклонён, запросите доступ у администратора."),
        SignInFailure.Lost => new(
            "It was begun in another browser, has been used already, or cookies are switched off. Sign in again from this page.",
            "Он начат в другом браузере, уже использован, или в браузере отключены файлы cookie. Войдите снова с этой страницы."),
        SignInFailure.Late => new(
            $"It must be completed within {ProviderClient.Longest.TotalMinutes} minutes. Sign in again.", $"Его нужно завершить за {ProviderClient.Longest.TotalMinutes} минут. Войдите снова."),
        SignInFailure.Away => new(
            "What is stored is not affected. Sign in again in a minute; if that does not help, tell the administrator.",
            "На сохранённые данные это не влияет. Войдите снова через минуту; если не поможет, сообщите администратору."),
        SignInFailure.Refused => new(
            "Sign in again. If that does not help, tell the administrator, who finds the reason in the log of the program.",
            "Войдите снова. Если не поможет, сообщите администратору: причина указана в журнале программы."),
        SignInFailure.NotTaken => new(
            "Ask the administrator to give your account an authority and roles of this system, then sign in again. If you have another account, sign in with that one.",
            "Попросите администратора указать для вашей учётной записи таможенный орган и роли этой системы, затем войдите снова. Если у вас есть другая учётная запись, войдите с ней."),
    };

    public static FailedSignIn Of(Exception? failure) => failure switch
    {
        // before its own kind: the stock handler says so of a state without its cookie
        AuthenticationFailureException => new(SignInFailure.Lost),
        HttpRequestException or OperationCanceledException or IOException => new(SignInFailure.Away, Cause: failure),
        // the discovery document cannot be had
        InvalidOperationException => new(SignInFailure.Away, Cause: failure),
        OpenIdConnectProtocolException { Data: var data } when data["error"] is string error => new(SignInFailure.Refused, InLog(error)),
        _ => new(SignInFailure.Refused, failure?.GetType().Name),
    };

    public void Log(ILogger log)
    {
        switch (Failure)
        {
            case SignInFailure.Away:
                log.ProviderAway(Cause);
                break;
            case SignInFailure.Refused:
                log.ProviderRefused(Error);
                break;
            case SignInFailure.NotTaken:
                log.TokenNotTaken(Error);
                break;
            case SignInFailure.Denied or SignInFailure.Lost or SignInFailure.Late:
                break; // people's own affair
        }
    }

    /// <summary>A code is of letters and underscores; whatever else comes as one does not come into the log.</summary>
    private static string InLog(string error) => string.Concat(error.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.').Take(LongestError));
}

internal static partial class SignInLog
{
    [LoggerMessage(4102, LogLevel.Warning, "The identity provider did not answer when somebody signed in or out.")]
    public static partial void ProviderAway(this ILogger log, Exception? exception);

    [LoggerMessage(4103, LogLevel.Warning, "The identity provider did not complete a sign-in: {Error}.")]
    public static partial void ProviderRefused(this ILogger log, string? error);

    [LoggerMessage(4104, LogLevel.Warning, "A sign-in brought a token of the identity provider that is not taken here: {Fault}")]
    public static partial void TokenNotTaken(this ILogger log, string? fault);
}
