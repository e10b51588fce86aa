using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Api.Http;

/// <summary>Unlike those of the framework, whole, with its length and readable, as <see cref="Answers"/> writes it.</summary>
internal sealed class JsonAnswer<T>(int status, T value, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => httpContext.Answer(status, value, type);
}

/// <param name="account">What a command says of itself, for the span of the request.</param>
internal sealed class RefusalAnswer(Refusal refusal, CallAccount? account = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = Problems.Of(refusal);
        if (RequestSpan.Keep(httpContext, problem) is { } span)
        {
            span.SetTag(CommandTags.Reason, refusal.Reason.ToString());
            account?.WriteTo(span);
        }
        return httpContext.Answer(problem);
    }
}

/// <summary>A text that is no JSON.</summary>
internal sealed class TextAnswer(string text, string contentType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Encoding.UTF8.GetBytes(text);
        httpContext.Response.ContentType = $"{contentType}; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
