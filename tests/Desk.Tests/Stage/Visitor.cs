using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Desk.Tests.Stage;

/// <summary>An official with a browser that runs no script: it has the session's cookie, and sends forms as they stand on the page.</summary>
internal sealed class Visitor(HttpClient client, string? token, string language) : IDisposable
{
    private static readonly HtmlParser parser = new();

    public HttpClient Client => client;

    /// <summary>What the browser has kept beside the session and the language.</summary>
    public List<string> Cookies { get; } = [];

    public static Visitor Of(TheProgram program, Actor? actor, string language = "en") =>
        new(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = program.ClientOptions.BaseAddress },
            actor is null ? null : program.Token(actor), language);

    public Task<Sheet> Open(string place) => Send(new HttpRequestMessage(HttpMethod.Get, place));

    /// <summary>A page that must be there.</summary>
    public async Task<Sheet> See(string place)
    {
        var sheet = await Open(place);
        Assert.True(sheet.Status == HttpStatusCode.OK, $"{place}: {(int)sheet.Status} {sheet.Text}");
        return sheet;
    }

    /// <summary>The form of a page as it stands there, by one of its buttons.</summary>
    public Task<Sheet> Press(Sheet sheet, string button, string origin = "")
    {
        var fields = sheet.Fields.Select(field => KeyValuePair.Create(field.Key, field.Value)).Append(KeyValuePair.Create("_do", button));
        return Post(sheet.Place, fields, origin);
    }

    public Task<Sheet> Post(string place, IEnumerable<KeyValuePair<string, string>> fields, string origin = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = new FormUrlEncodedContent(fields) };
        if (origin != "none")
            request.Headers.Add("Origin", origin.Length > 0 ? origin : client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return Send(request);
    }

    public async Task<Sheet> Send(HttpRequestMessage request)
    {
        var place = request.RequestUri!.OriginalString;
        var cookies = new List<string>(Cookies) { $"rms-language={language}" };
        if (token is not null && Cookies.All(cookie => !cookie.StartsWith("rms=", StringComparison.Ordinal)))
            cookies.Add($"rms={token}");
        request.Headers.Add("Cookie", string.Join("; ", cookies));
        var response = await client.SendAsync(request);
        return new Sheet(
            place, response, response.Content.Headers.ContentType?.MediaType == "text/html" ? parser.ParseDocument(await response.Content.ReadAsStringAsync()) : null);
    }

    public void Dispose() => client.Dispose();
}

/// <summary>A page as it came.</summary>
internal sealed class Sheet(string place, HttpResponseMessage response, IHtmlDocument? document)
{
    private Dictionary<string, string>? fields;

    public string Place => place;

    public HttpResponseMessage Response => response;

    public HttpStatusCode Status => response.StatusCode;

    public string? Location => response.Headers.Location?.OriginalString;

    public IHtmlDocument Document => document ?? throw new InvalidOperationException($"{place} is no page: {(int)response.StatusCode} {response.Content.Headers.ContentType}");

    public string Text => document?.QuerySelector("main")?.TextContent ?? "";

    /// <summary>Every fault that stands at a field or in the summary.</summary>
    public IReadOnlyList<string> Faults => [.. Document.QuerySelectorAll(".fault").Select(each => each.TextContent.Trim())];

    public IReadOnlyList<string> Summary => [.. document?.QuerySelectorAll(".summary li").Select(each => each.TextContent.Trim()) ?? []];

    /// <summary>What the main form of the page would send, by the names of its fields.</summary>
    public Dictionary<string, string> Fields => fields ??= Read();

    /// <summary>Fills a field in that is there.</summary>
    public void Fill(string name, string text)
    {
        Assert.True(Fields.ContainsKey(name) || Document.QuerySelector($"[name='{name}']") is not null, $"{place} has no field {name}.");
        Fields[name] = text;
    }

    public IHtmlFormElement Form => Document.QuerySelector("form[data-form]") as IHtmlFormElement ?? throw new InvalidOperationException($"{place} has no form: {Text}");

    private Dictionary<string, string> Read()
    {
        var read = new Dictionary<string, string>();
        foreach (var element in Form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" } box when box.Name is { } name && box.IsChecked:
                    read[name] = box.Value;
                    break;
                case IHtmlInputElement { Type: not "checkbox" } input when input.Name is { Length: > 0 } name:
                    read[name] = input.Value;
                    break;
                case IHtmlTextAreaElement area when area.Name is { } name:
                    read[name] = area.Value.ReplaceLineEndings("\r\n"); // as browsers send them
                    break;
                case IHtmlSelectElement select when select.Name is { } name:
                    read[name] = select.Options.FirstOrDefault(option => option.HasAttribute("selected"))?.Value ?? "";
                    break;
            }
        }
        return read;
    }
}
