using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using RmsOrleans.Api.Http;
using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Pages;

/// <summary>One request of a page: who looks, in which language, and what the API tells them.</summary>
public sealed class DeskRequest
{
    private static readonly FormOptions posting = new() { ValueCountLimit = 30_000, KeyLengthLimit = 512 };

    private readonly ApiDoor door;

    internal DeskRequest(HttpContext context, ApiDoor door)
    {
        (Context, this.door) = (context, door);
        Language = DeskLanguage.Of(context.Request);
        Place = context.Request.Path + context.Request.QueryString;
    }

    public Language Language { get; internal set; }

    /// <summary>Null on pages that need no sign-in.</summary>
    public Viewer? Viewer { get; internal set; }

    /// <summary>What a form of this page sent. Large drafts have thousands of fields.</summary>
    internal Task<IFormCollection> Posted() => Context.Request.ReadFormAsync(posting, Context.RequestAborted);

    /// <summary>Whether the caller has just signed in again on the way: what was typed is shown once more, and nothing is done with it unasked.</summary>
    internal bool IsBack { get; set; }

    /// <summary>Path and query, as the browser asked for them, unless that is no place to come back to.</summary>
    public string Place { get; internal init; }

    internal HttpContext Context { get; }

    /// <summary>The day where whoever looks works.</summary>
    internal DateOnly Today => Now.DayIn(Viewer!.Zone);

    internal DateTimeOffset Now => Context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Domain).GetUtcNow();

    /// <summary>Whether this page is one of those below a place.</summary>
    public bool IsUnder(string place) => Context.Request.Path == place || Context.Request.Path.Value!.StartsWith($"{place}/", StringComparison.Ordinal);

    public string In(Phrase phrase) => phrase.In(Language);

    /// <summary>What the API answers, whatever it is.</summary>
    internal Task<ApiAnswer> Ask(string method, string target, ReadOnlyMemory<byte> body = default, params ImmutableArray<(string, Microsoft.Extensions.Primitives.StringValues)> headers) =>
        door.Ask(Context, new ApiRequest(method, target, Language) { Body = body, Headers = headers });

    /// <summary>The same of what is only read, and read as this.</summary>
    internal Task<ApiAnswer> Ask<T>(string target, JsonTypeInfo<T> type) => door.Ask(Context, new ApiRequest(HttpMethods.Get, target, Language) { Wanted = type.Type });

    /// <summary>What the page cannot do without.</summary>
    /// <exception cref="ApiRefusedException">It is not to be had; the page then says why.</exception>
    internal async Task<ApiAnswer> Get(string target)
    {
        var answer = await Ask(HttpMethods.Get, target);
        return answer.IsGood ? answer : throw new ApiRefusedException(answer);
    }

    /// <summary>A file of the API, or whatever else is no page, to whoever looks.</summary>
    /// <exception cref="ApiRefusedException">It is not to be had.</exception>
    internal async Task Pass(string target)
    {
        if (await door.Pass(Context, new ApiRequest(HttpMethods.Get, target, Language)) is { } refused)
            throw new ApiRefusedException(refused);
    }

    /// <summary>A body of lines, each a JSON of its own, whose answers are shown as they come.</summary>
    /// <returns>Why it was refused; null if answers came.</returns>
    internal Task<ApiAnswer?> SendLines(string target, Stream lines, long length, PassedBody answers) =>
        door.Pass(Context, new ApiRequest(HttpMethods.Post, target, Language) { Stream = lines, Length = length, ContentType = "application/x-ndjson" }, answers);

    /// <summary>Sends the reason that was typed, and goes to a page; where it is refused, that page stands once more, with what was typed and with what is wrong.</summary>
    internal async Task<IResult> SendReason(string target, string whenDone, Func<string, ApiProblem, Task<IResult>> whenRefused)
    {
        var reason = (await Posted())["reason"].ToString().Trim();
        var answer = await Ask(HttpMethods.Post, target, Encoding.UTF8.GetBytes(new JsonObject { ["reason"] = reason }.ToJsonString()));
        return answer switch
        {
            { IsGood: true } => GoTo(whenDone),
            { Status: StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict } => await whenRefused(reason, answer.Problem()),
            _ => throw new ApiRefusedException(answer),
        };
    }

    /// <summary>Sends the body of this request on as it is, such as a form with a file.</summary>
    internal Task<ApiAnswer> SendOn(string method, string target, params ImmutableArray<(string, Microsoft.Extensions.Primitives.StringValues)> headers) => door.Ask(
        Context, new ApiRequest(method, target, Language) { Stream = Context.Request.Body, ContentType = Context.Request.ContentType ?? "", Headers = headers });

    /// <inheritdoc cref="Get(string)"/>
    internal async Task<T> Get<T>(string target, JsonTypeInfo<T> type)
    {
        var answer = await Ask(target, type);
        return answer.IsGood ? answer.Read(type) : throw new ApiRefusedException(answer);
    }

    /// <summary>A value of the query or of the path.</summary>
    internal string? Query(string name) => Context.Request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    internal string Path(string name) => (string)Context.Request.RouteValues[name]!;

    /// <summary>A page of this component.</summary>
    internal IResult Page<TPage>(params (string Name, object? Value)[] parameters) where TPage : IComponent => Page<TPage>(StatusCodes.Status200OK, parameters);

    internal IResult Page<TPage>(int status, params (string Name, object? Value)[] parameters) where TPage : IComponent =>
        new PageResult(this, typeof(TPage), parameters.ToDictionary(each => each.Name, each => each.Value), status);

    /// <summary>To another page, which is asked for anew: pressing "reload" there repeats nothing.</summary>
    internal static IResult GoTo(string place) => new SeeOther(place);

    private sealed class SeeOther(string place) : IResult, IShowsNothing
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = place;
            return Task.CompletedTask;
        }
    }
}
