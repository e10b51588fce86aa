using Microsoft.Extensions.Logging;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Session;
using RmsOrleans.Desk.Shell;

namespace RmsOrleans.Desk.Http;

/// <summary>What every page has around it: what browsers may do with it, no buttons pressed from other sites, and a page for whatever goes wrong.</summary>
internal sealed class PageGuard(RequestDelegate next, ApiDoor door, ILogger<PageGuard> log)
{
    /// <summary>Everything from here or nothing: a script that got into a text would not run.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        if (CrossSite.IsRefused(context.Request))
        {
            await Fail(context, StatusCodes.Status403Forbidden, new(
                "This was sent from another site, so nothing was done.", "Запрос пришёл с другого сайта, поэтому ничего не выполнено."));
            return;
        }

        try
        {
            await next(context);
        }
        catch (ApiRefusedException refused) when (!context.Response.HasStarted)
        {
            await Explain(context, refused.Answer);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Fail(context, bad.StatusCode, new("This form could not be read.", "Не удалось прочитать форму."));
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log.Surprise(exception, context.Request.Method, context.GetEndpoint()?.DisplayName);
            await Fail(context, StatusCodes.Status500InternalServerError, new(
                "Something went wrong that nobody foresaw. What you sent last may not be stored.", "Произошла непредвиденная ошибка. Последнее действие могло не сохраниться."));
            return;
        }

        if (context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentType: null })
            await Fail(context, StatusCodes.Status404NotFound, new("There is no such page.", "Такой страницы нет."));
    }

    /// <summary>A session that has ended leads to the sign-in, and from there back here.</summary>
    private async Task Explain(HttpContext context, ApiAnswer answer)
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            await SignInPages.Ask(context).ExecuteAsync(context);
            return;
        }
        var problem = answer.Problem();
        await Fail(context, answer.Status, Phrase.Same(problem.Title), problem.Detail);
    }

    private Task Fail(HttpContext context, int status, Phrase what, string? detail = null)
    {
        var desk = context.Features.Get<DeskRequest>() ?? new DeskRequest(context, door);
        return FailedPage.Of(desk, status, desk.In(what), detail).ExecuteAsync(context);
    }
}

internal static partial class PageGuardLog
{
    [LoggerMessage(4101, LogLevel.Error, "The page {Method} {Endpoint} ended in a way that nobody foresaw.")]
    public static partial void Surprise(this ILogger log, Exception exception, string method, string? endpoint);
}
