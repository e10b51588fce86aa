using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace RmsOrleans.Api.Attachments;

/// <summary>A part of a form: its name, the name of its file if it is one, and its bytes, to be read before the next part.</summary>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, Stream Body)
{
    /// <summary>The place of the part, as a JSON pointer.</summary>
    public string Pointer => $"/{Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}

/// <summary>
/// A body of the type <c>multipart/form-data</c>, part by part, decoded as its <c>Content-Encoding</c> says. Whoever reads a part bounds it; the
/// server's own bound is lifted.
/// </summary>
internal sealed class FormParts
{
    public const string ContentType = "multipart/form-data";

    private const int LongestBoundary = 200;
    private const int MostHeaders = 16;
    private const int LongestHeaders = 8 * 1024;

    private static readonly Problem noForm = Problems.BadInput(
        new("The body is no form as multipart/form-data has it, or it was cut off.", "Тело запроса не является формой multipart/form-data или обрывается."), []);

    private readonly MultipartReader reader;

    private FormParts(MultipartReader reader) => this.reader = reader;

    /// <summary>Whether the request says that it has such a body.</summary>
    public static bool IsOf(HttpRequest request) => TryReadType(request, out _);

    /// <param name="most">How many bytes of files the route takes; a body that announces more is not begun.</param>
    public static (FormParts? Parts, Problem? Problem) Open(HttpContext context, long most, Refusal tooLarge)
    {
        if (!TryReadType(context.Request, out var type))
            return (null, Problems.UnsupportedMediaType(ContentType));
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
            return (null, Problems.BadInput(
                "/Content-Type", new("A form says by which boundary its parts are divided.", "Для формы необходимо указать разделитель частей (boundary).")));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Request.ContentLength > most + RequestBody.Limit)
            return (null, Problems.Of(tooLarge));
        if (EncodedBody.TryOpen(context, out var notTaken) is not { } body)
            return (null, notTaken);

        return (new FormParts(new MultipartReader(boundary, body.AsStream()) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = LongestHeaders }), null);
    }

    /// <summary>The next part; null after the last.</summary>
    public async Task<FormPart?> Next(CancellationToken cancellation)
    {
        if (await reader.ReadNextSectionAsync(cancellation) is not { } section)
            return null;
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { } name)
            throw new InvalidDataException("A part of a form has a name.");
        return new FormPart(name, FileNameOf(disposition), section.ContentType, section.Body);
    }

    /// <summary>A short text; null if it is longer, or not UTF-8.</summary>
    public static async Task<string?> ReadText(FormPart part, int longest, CancellationToken cancellation)
    {
        var bytes = new byte[longest + 1];
        var length = await part.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length <= longest && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>What keeps a body from being read as a form; null where it is another failure.</summary>
    public static Problem? ProblemOf(Exception failure, HttpContext context) => failure switch
    {
        UndecodableBodyException undecodable => undecodable.Problem,
        Microsoft.AspNetCore.Http.BadHttpRequestException => null,
        InvalidDataException or IOException when !context.RequestAborted.IsCancellationRequested => noForm,
        _ => null,
    };

    private static bool TryReadType(HttpRequest request, out MediaTypeHeaderValue type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out type!) && type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Programs write it in UTF-8, or by RFC 5987 beside it, which goes before.</summary>
    private static string? FileNameOf(ContentDispositionHeaderValue disposition)
    {
        if (disposition.FileNameStar is { HasValue: true } encoded)
            return encoded.Value;
        return disposition.FileName is { HasValue: true } plain ? HeaderUtilities.UnescapeAsQuotedString(plain).Value : null;
    }
}
