using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace RmsOrleans.Desk.Tests.Stage;

/// <summary>
/// A browser that runs no script and keeps cookies as browsers do. The desk it reaches by one name, as behind a proxy that speaks TLS and takes another
/// node for each request.
/// </summary>
internal sealed partial class Browser(Uri[] nodes, string language = "en") : IDisposable
{
    public const string Desk = "https://rms.example";

    private static readonly HtmlParser parser = new();

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, (string Value, string Path)> cookies = [];

    /// <summary>The node that gets the next request.</summary>
    public int Node { get; set; }

    /// <summary>The session, under the name that browsers let only this host set.</summary>
    public string? Session
    {
        get => cookies.GetValueOrDefault("__Host-rms").Value;
        set
        {
            if (value is null)
                cookies.Remove("__Host-rms");
            else
                cookies["__Host-rms"] = (value, "/");
        }
    }

    public IEnumerable<string> CookieNames => cookies.Keys;

    public Task<Sheet> Open(string place) => Send(new HttpRequestMessage(HttpMethod.Get, place));

    public Task<Sheet> Post(string place, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return Send(request);
    }

    /// <summary>From redirect to redirect, until there is a page.</summary>
    public async Task<Sheet> Follow(Sheet sheet)
    {
        for (var steps = 0; sheet.Location is { } next; steps++)
        {
            Assert.True(steps < 10, $"It goes round in circles: {next}");
            sheet = await Open(next);
        }
        return sheet;
    }

    /// <summary>Signs in at the provider, which asks nothing; ends on the page that the desk leads to.</summary>
    public async Task<Sheet> SignIn(string back = "/desk/tasks") => await Follow(await Open($"/desk/login/provider?back={Uri.EscapeDataString(back)}"));

    /// <summary>As far as the provider's answer, which has not been brought to the desk yet.</summary>
    public async Task<string> SignInUntilTheAnswer(string back = "/desk/tasks")
    {
        var begun = await Open($"/desk/login/provider?back={Uri.EscapeDataString(back)}");
        Assert.Equal(HttpStatusCode.Redirect, begun.Status);
        var answer = (await Open(begun.Location!)).Location!;
        Assert.StartsWith($"{Desk}/desk/login/callback?", answer);
        return answer;
    }

    public async Task<Sheet> Send(HttpRequestMessage request)
    {
        var place = request.RequestUri!.OriginalString;
        var asked = new Uri(new Uri(Desk), request.RequestUri);
        if (asked.Host == new Uri(Desk).Host)
        {
            request.RequestUri = new Uri(nodes[Node % nodes.Length], asked.PathAndQuery);
            Node++;
            request.Headers.Host = asked.Host;
            request.Headers.Add("X-Forwarded-Proto", asked.Scheme);
            var sent = cookies.Where(cookie => asked.AbsolutePath.StartsWith(cookie.Value.Path, StringComparison.Ordinal)).Select(cookie => $"{cookie.Key}={cookie.Value.Value}");
            request.Headers.Add("Cookie", string.Join("; ", sent.Append($"rms-language={language}")));
        }
        else
        {
            request.RequestUri = asked;
        }
        var response = await client.SendAsync(request);
        if (asked.Host == new Uri(Desk).Host && response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                Keep(cookie);
        }
        return new Sheet(place, response, response.Content.Headers.ContentType?.MediaType == "text/html" ? parser.ParseDocument(await response.Content.ReadAsStringAsync()) : null);
    }

    /// <summary>What an answer sets, as browsers do.</summary>
    public void Keep(string cookie)
    {
        Assert.Contains("secure", cookie);
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.True(cookie.Split(';')[0].Length <= 4096, "Browsers throw such a cookie away.");
        var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var first, var second] ? (first, second) : throw new FormatException(cookie);
        var path = Path().Match(cookie).Groups[1].Value;
        if (name.StartsWith("__Host-", StringComparison.Ordinal))
            Assert.Equal("/", path);
        if (value.Length == 0)
            cookies.Remove(name);
        else
            cookies[name] = (value, path);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("; path=([^;]*)")]
    private static partial Regex Path();
}
