using System.Globalization;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Edge;

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

/// <summary>What every answer says to browsers and caches, unless its endpoint says otherwise.</summary>
internal sealed class SecurityHeaders(IOptions<EdgeSettings> settings)
{
    private readonly string? transport = settings.Value.HstsMaxAge > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"max-age={(long)settings.Value.HstsMaxAge.TotalSeconds}")
        : null;

    public void AddTo(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (transport is not null && context.Request.IsHttps)
            headers.StrictTransportSecurity = transport;
    }
}

internal static partial class ExceptionHandlingLog
{
    [LoggerMessage(4001, LogLevel.Error, "{Method} {Endpoint} ended in a way that nobody foresaw.")]
    public static partial void Surprise(this ILogger log, Exception exception, string method, string? endpoint);
}
