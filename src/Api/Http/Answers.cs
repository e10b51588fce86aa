using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Http;

/// <summary>Writes answers: whole, with their length, from a buffer that each thread keeps.</summary>
internal static class Answers
{
    public const string Json = "application/json";

    private const int LargestKept = 64 * 1024;

    /// <summary>Readable, also in Cyrillic: nothing here ends up inside HTML.</summary>
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? scratch;

    /// <summary>What a handler returns to answer with this.</summary>
    public static IResult Ok<T>(T value, JsonTypeInfo<T> type) => new JsonAnswer<T>(StatusCodes.Status200OK, value, type);

    public static Task Answer<T>(this HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        if (context.Features.Get<TakenAnswer>() is { } taken && taken.Takes(value))
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
        if (type.Speaks())
        {
            var language = Languages.Of(context.Request);
            context.Response.Speaks(language);
            type = type.In(language);
        }
        return Write(context, status, Json, value, (writer, each) => JsonSerializer.Serialize(writer, each, type));
    }

    public static Task Answer(this HttpContext context, Problem problem)
    {
        RequestSpan.Keep(context, problem);
        if (problem.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (problem.AcceptEncoding is { } encodings)
            context.Response.Headers.AcceptEncoding = encodings;

        var language = Languages.Of(context.Request);
        context.Response.Speaks(language);
        return Write(context, problem.Status, Problem.ContentType, problem, (writer, each) => each.Write(writer, language));
    }

    private static Task Write<T>(HttpContext context, int status, string contentType, T value, Action<Utf8JsonWriter, T> write)
    {
        var (buffer, writer) = scratch ??= New();
        buffer.ResetWrittenCount();
        writer.Reset();
        write(writer, value);
        writer.Flush();
        if (buffer.Capacity > LargestKept)
            scratch = null;

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = buffer.WrittenCount;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;

        // Copied into the response before the thread is given up; the server sends it when the request ends.
        response.BodyWriter.Write(buffer.WrittenSpan);
        return Task.CompletedTask;
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Readable));
    }
}

/// <summary>Who asks in process takes an answer as the record that is written for others, so that nothing is written only to be read again.</summary>
/// <param name="wanted">The record; any other answer is written.</param>
public sealed class TakenAnswer(Type wanted)
{
    /// <summary>Null unless such a record was the answer.</summary>
    public object? Record { get; private set; }

    public bool Takes<T>(T record)
    {
        if (typeof(T) != wanted)
            return false;
        Record = record;
        return true;
    }
}

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

/// <summary>Answers show times by the clock of the authority that a draft belongs to.</summary>
internal sealed class LocalTimes(IReferenceData reference)
{
    public ZoneHistory ZoneOf(AuthorityCode authority) => reference.Current.Authorities.ZonesOf(authority) ?? TimeZoneInfo.Utc;
}

internal static class LocalTime
{
    public static DateTimeOffset In(this DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone);

    /// <summary>By the zone that was in force then.</summary>
    public static DateTimeOffset In(this DateTimeOffset time, ZoneHistory zones) => zones.Local(time);
}
