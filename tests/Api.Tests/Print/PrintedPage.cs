using System.Net;
using System.Xml.Linq;

namespace RmsOrleans.Api.Tests.Print;

/// <summary>A page made for printing, read back. It must be well formed, and have no element or attribute but those that the layout needs.</summary>
internal sealed class PrintedPage
{
    private static readonly HashSet<string> elements =
        ["html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ol", "li"];

    private readonly XDocument page;

    private PrintedPage(string text)
    {
        page = XDocument.Parse(text);
        Assert.All(page.Descendants(), element => Assert.Contains(element.Name.LocalName, elements));
        Assert.All(page.Descendants().Attributes(), attribute => Assert.Contains(attribute.Name.LocalName, (string[])["lang", "charset", "class"]));
    }

    public string Language => page.Root!.Attribute("lang")!.Value;

    /// <summary>The titles of the sheets, in order.</summary>
    public IEnumerable<string> Sheets => page.Descendants("h1").Select(title => title.Value);

    public string Text => page.Root!.Value;

    public static async Task<PrintedPage> Read(HttpClient client, string path, string? acceptLanguage = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (acceptLanguage is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", acceptLanguage);
        var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {body}");
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("private, no-store", string.Join(", ", answer.Headers.GetValues("Cache-Control").SelectMany(value => value.Split(", ")).Order().Reverse()));
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return new PrintedPage(body);
    }

    /// <summary>The text of the one sheet with this title.</summary>
    public string Sheet(string title) => page.Descendants("section").Single(sheet => sheet.Element("h1")!.Value == title).Value;

    /// <summary>The cells of the rows of a sheet's tables that have a frame, without their heads.</summary>
    public List<string[]> Rows(string title) =>
        [.. page.Descendants("section").Single(sheet => sheet.Element("h1")!.Value == title).Descendants("tbody").Elements("tr").Select(row => row.Elements("td").Select(cell => cell.Value).ToArray())];
}
