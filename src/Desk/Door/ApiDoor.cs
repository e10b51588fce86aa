using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using RmsOrleans.Api;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Api.Tokens;

namespace RmsOrleans.Desk.Door;

/// <summary>
/// The API's own routes, asked in process with the caller's token: one set of rights, one read log, and no second way to anything. There is no
/// socket; requests and answers are those that a client would send and get.
/// </summary>
internal sealed class ApiDoor
{
    private RequestDelegate? routes;

    /// <summary>Once all routes are mapped.</summary>
    public void Open(WebApplication app) => routes = HttpSurface.InProcess(app);

    public async Task<ApiAnswer> Ask(HttpContext asker, ApiRequest request)
    {
        // Of its own: what has been made for the asker's request, such as who reads its token, knows the asker's request alone.
        await using var scope = asker.RequestServices.CreateAsyncScope();
        using var answer = new MemoryStream();
        var inner = Inside(asker, request, answer);
        inner.Features.Set(asker.Features.Get<OneReading>());
        var taken = request.Wanted is null ? null : new TakenAnswer(request.Wanted);
        inner.Features.Set(taken);
        inner.RequestServices = scope.ServiceProvider;
        await routes!(inner);
        await inner.Response.CompleteAsync();
        return new ApiAnswer(inner.Response.StatusCode, inner.Response.Headers, answer.ToArray()) { Record = taken?.Record };
    }

    /// <summary>
    /// What is asked for goes to the asker as it comes, such as a file, with its type and its name. What is refused is not sent but told, so that a page
    /// can say why.
    /// </summary>
    /// <returns>Why it was refused; null if it was sent.</returns>
    public Task<ApiAnswer?> Pass(HttpContext asker, ApiRequest request) => Pass(asker, request, new PassedBody(asker));

    /// <param name="passing">What becomes of it on its way.</param>
    public async Task<ApiAnswer?> Pass(HttpContext asker, ApiRequest request, PassedBody passing)
    {
        await using var scope = asker.RequestServices.CreateAsyncScope();
        var inner = Inside(asker, request, passing);
        inner.RequestServices = scope.ServiceProvider;
        passing.Of(inner.Response);
        await routes!(inner);
        await inner.Response.CompleteAsync();
        return inner.Response.StatusCode < StatusCodes.Status400BadRequest ? null : new ApiAnswer(inner.Response.StatusCode, inner.Response.Headers, passing.Refusal);
    }

    private static DefaultHttpContext Inside(HttpContext asker, ApiRequest request, Stream answer)
    {
        var (path, query) = request.Target.IndexOf('?') is >= 0 and var mark ? (request.Target[..mark], request.Target[mark..]) : (request.Target, "");
        var headers = new HeaderDictionary
        {
            [HeaderNames.Authorization] = asker.Request.Headers.Authorization,
            [HeaderNames.AcceptLanguage] = request.Language == Language.Ru ? "ru" : "en",
        };
        foreach (var (name, value) in request.Headers)
            headers[name] = value;
        if (request.Stream is not null || !request.Body.IsEmpty)
        {
            headers[HeaderNames.ContentType] = request.ContentType;
            headers.ContentLength = request.Length ?? (request.Stream is null ? request.Body.Length : asker.Request.ContentLength);
        }

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = request.Method,
            Scheme = asker.Request.Scheme,
            Protocol = asker.Request.Protocol,
            Path = PathString.FromUriComponent($"/api/v1{path}").Value!,
            QueryString = query,
            RawTarget = $"/api/v1{request.Target}",
            Headers = headers,
            Body = request.Stream ?? new MemoryStream(request.Body.ToArray(), writable: false),
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        Share<IHttpRequestLifetimeFeature>();
        Share<IHttpConnectionFeature>();
        Share<IHttpActivityFeature>();
        Share<ShortTokenBorne>();
        if (request.Stream is not null)
            Share<IHttpMaxRequestBodySizeFeature>();
        return new DefaultHttpContext(features) { TraceIdentifier = asker.TraceIdentifier };

        void Share<T>() where T : class
        {
            if (asker.Features.Get<T>() is { } feature)
                features.Set(feature);
        }
    }
}

/// <summary>What is asked of the API.</summary>
/// <param name="Target">The path below <c>/api/v1</c>, percent-encoded, with its query.</param>
internal sealed record ApiRequest(string Method, string Target, Language Language)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A body that is long, such as a form with a file; else null.</summary>
    public Stream? Stream { get; init; }

    /// <summary>Of the stream; null if it is the body of the asker.</summary>
    public long? Length { get; init; }

    public string ContentType { get; init; } = "application/json";

    public ImmutableArray<(string Name, StringValues Value)> Headers { get; init; } = [];

    /// <summary>The record of the API as which a good answer is read; null where it is not known or not one of the API's.</summary>
    public Type? Wanted { get; init; }
}

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(int Status, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body)
{
    public bool IsGood => Status is >= 200 and < 300;

    public string? Tag => Headers.ETag;

    /// <summary>The answer itself, where it was not written; the body is empty then.</summary>
    public object? Record { get; init; }

    public T Read<T>(JsonTypeInfo<T> type) =>
        Record is T record ? record : JsonSerializer.Deserialize(Body.Span, type) ?? throw new JsonException($"The answer is null, expected {typeof(T).Name}.");

    /// <summary>Why it was refused.</summary>
    public ApiProblem Problem() => ApiProblem.Read(this);
}

/// <summary>A problem (RFC 9457) as the API tells it, in the language of the page.</summary>
public sealed record ApiProblem(int Status, string Type, string Title, string? Detail, ImmutableArray<(string Pointer, string Fault)> Faults, string? TraceId)
{
    internal static ApiProblem Read(ApiAnswer answer)
    {
        using var read = JsonDocument.Parse(answer.Body);
        var problem = read.RootElement;
        return new ApiProblem(answer.Status, Text("type") ?? "about:blank", Text("title") ?? "", Text("detail"), [.. Each(problem)], Text("traceId"));

        string? Text(string name) => problem.TryGetProperty(name, out var member) ? member.GetString() : null;
    }

    private static IEnumerable<(string, string)> Each(JsonElement problem)
    {
        if (!problem.TryGetProperty("errors", out var errors))
            yield break;
        foreach (var place in errors.EnumerateObject())
        {
            foreach (var fault in place.Value.EnumerateArray())
                yield return (place.Name, fault.GetString()!);
        }
    }
}

/// <summary>The API refused what a page cannot do without.</summary>
internal sealed class ApiRefusedException(ApiAnswer answer) : Exception($"The API answered {answer.Status}.")
{
    public ApiAnswer Answer => answer;
}
