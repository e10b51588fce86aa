using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Http;

/// <summary>
/// The outermost layer: a surprise is logged and answered with a problem that gives nothing away, and a status that the framework set by
/// itself gets its problem as well. A caller who hung up is neither. Every answer gets its security headers here.
/// </summary>
internal sealed class ExceptionHandling(RequestDelegate next, IReadDatabase database, SecurityHeaders headers, ILogger<ExceptionHandling> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        headers.AddTo(context);
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            var problem = database.IsAway(exception) ? Problems.Of(new StorageUnavailableException()) : Problems.Of(exception);
            if (problem.Status == StatusCodes.Status500InternalServerError)
                log.Surprise(exception, context.Request.Method, context.GetEndpoint()?.DisplayName);
            RequestSpan.Keep(context, problem)?.SetTag("error.type", exception.GetType().FullName);
            await Answer(context, problem);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
            await context.Answer(Problems.Of(response.StatusCode));
    }

    private Task Answer(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return Task.CompletedTask;
        }
        context.Response.Clear();
        headers.AddTo(context);
        return context.Answer(problem);
    }
}

internal static partial class ExceptionHandlingLog
{
    [LoggerMessage(4001, LogLevel.Error, "{Method} {Endpoint} ended in a way that nobody foresaw.")]
    public static partial void Surprise(this ILogger log, Exception exception, string method, string? endpoint);
}
