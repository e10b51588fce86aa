using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A browser without script, behind a proxy that sends each request to the next node in the name of one host.</summary>
internal sealed class DeskVisitor(Nodes nodes) : IDisposable
{
    private const string Host = "desk.example";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private string cookie = "rms-language=en";

    /// <summary>The node that the last request went to.</summary>
    public int AskedLast { get; private set; }

    public async Task SignIn(string token)
    {
        using var answer = await Send(HttpMethod.Post, "/desk/login", [new("token", token), new("back", "/desk")]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        cookie += $"; {answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]}";
    }

    /// <summary>A page that must be there; with fields, the one that a form leads to.</summary>
    public async Task<string> Page(string place, IEnumerable<KeyValuePair<string, string>>? fields = null)
    {
        using var answer = await Send(fields is null ? HttpMethod.Get : HttpMethod.Post, place, fields);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{place}: {(int)answer.StatusCode} {text}");
        return text;
    }

    /// <summary>Where the button of a form leads to.</summary>
    public async Task<string> Press(string place, IEnumerable<KeyValuePair<string, string>> fields) =>
        await TryPress(place, fields) ?? throw new InvalidOperationException($"{place} could not be sent.");

    /// <summary>Null if the node died meanwhile, or says that it cannot do it now: then the button is pressed again.</summary>
    public async Task<string?> TryPress(string place, IEnumerable<KeyValuePair<string, string>> fields)
    {
        try
        {
            using var answer = await Send(HttpMethod.Post, place, fields);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{place}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.Headers.Location!.OriginalString;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The value of a field that is not shown.</summary>
    public static string Hidden(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;

    /// <summary>What a sample says, as it stands in the fields of the form for a new draft.</summary>
    public static KeyValuePair<string, string>[] Fields(string sample, string title)
    {
        var json = JsonNode.Parse(File.ReadAllText(sample))!;
        json["content"]!["title"] = title;
        return [.. Flat(json, "").Where(field => !field.Key.StartsWith("/signature", StringComparison.Ordinal) && !field.Key.StartsWith("/visas", StringComparison.Ordinal))];
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Flat(JsonNode? node, string at) => node switch
    {
        null => [],
        JsonObject members => members.SelectMany(member => Flat(member.Value, $"{at}/{member.Key}")),
        JsonArray items when items.All(item => item is JsonValue) => [new(at, string.Join('\n', items.Select(item => item!.ToString())))],
        JsonArray items => items.SelectMany((item, i) => Flat(item, $"{at}/{i}")),
        _ => [new(at, DateOnly.TryParseExact(node.ToString(), "yyyy-MM-dd", out var day) ? day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : node.ToString())],
    };

    private async Task<HttpResponseMessage> Send(HttpMethod method, string place, IEnumerable<KeyValuePair<string, string>>? fields)
    {
        var node = await nodes.Next();
        AskedLast = Enumerable.Range(0, nodes.Count).First(each => nodes.IsUp(each) && nodes[each] == node);
        var request = new HttpRequestMessage(method, new Uri(node.Address, place)) { Headers = { Host = Host } };
        request.Headers.Add("Cookie", cookie);
        if (fields is not null)
        {
            request.Headers.Add("Origin", $"http://{Host}");
            request.Content = new FormUrlEncodedContent(fields);
        }
        return await http.SendAsync(request);
    }
}
