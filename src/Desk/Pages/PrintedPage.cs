using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Pages;

/// <summary>A sheet of the API, as it comes: its own styles are in it, and no page of the desk is around it.</summary>
internal sealed class PrintedPage(ApiAnswer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = answer.Headers.ContentType;
        response.Headers.ContentSecurityPolicy = answer.Headers.ContentSecurityPolicy;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentLanguage = answer.Headers.ContentLanguage;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
