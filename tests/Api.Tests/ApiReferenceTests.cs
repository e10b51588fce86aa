using System.Net;
using System.Text.RegularExpressions;
using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Api.Tests;

[Collection(OneProgram.Name)]
public sealed class ApiReferenceTests(TheProgram program)
{
    private readonly HttpClient anybody = program.As(null);

    [Fact]
    public async Task Asks_nobody_but_the_server_that_it_came_from()
    {
        var answer = await anybody.GetAsync("/docs");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotMatch("(https?:)?//[a-z0-9.-]+\\.[a-z]{2,}", Regex.Replace(page, "http://www\\.w3\\.org/[a-zA-Z0-9/]*", ""));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        foreach (Match script in Regex.Matches(page, "<script(?<attributes>[^>]*)>"))
            Assert.Matches("nonce=\"[0-9a-f]{32}\"|src=", script.Groups["attributes"].Value);
    }

    [Fact]
    public async Task Has_its_scripts_and_the_document_from_there_without_a_token()
    {
        var answer = await anybody.GetAsync("/docs");
        var page = await answer.Content.ReadAsStringAsync();
        var scripts = Regex.Matches(page, "(?:src=|from |import\\()['\"](?<path>[^'\"]+\\.js)[^'\"]*['\"]").Select(match => match.Groups["path"].Value).ToList();

        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, script))).StatusCode);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/openapi/v1.json")).StatusCode);
    }
}
