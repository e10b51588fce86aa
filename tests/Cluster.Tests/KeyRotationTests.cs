using System.Net;
using System.Net.Http.Headers;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class KeyRotationTests(PostgresCluster cluster)
{
    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Every_program_that_runs_takes_up_the_new_key_and_drops_those_that_are_revoked()
    {
        using var site = await Site.OnPostgres(cluster);
        var first = Token(site);
        var starting = new[] { site.Start(), site.Start() };
        await using var one = await starting[0];
        await using var two = await starting[1];
        using var http = new HttpClient { Timeout = Patience.Longest };

        await Rotate(site);
        var second = Token(site);
        foreach (var program in (RunningProgram[])[one, two])
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusOf(http, program, second), await StatusOf(http, program, first)));

        using var streamOfOne = await Stream(http, one, first);
        using var streamOfTwo = await Stream(http, two, second);
        await Rotate(site, "--revoke");
        await streamOfOne.ReadToEndAsync().WaitAsync(Patience.Longest);
        await streamOfTwo.ReadToEndAsync().WaitAsync(Patience.Longest);

        var third = Token(site);
        foreach (var program in (RunningProgram[])[one, two])
        {
            Assert.Equal(
                (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
                (await StatusOf(http, program, third), await StatusOf(http, program, second), await StatusOf(http, program, first)));
            Assert.Equal(2, program.Output.Split('\n').Count(line => line.Contains("RmsOrleans.Api.Tokens.TokenKeys[4003]", StringComparison.Ordinal)));
        }
    }

    private static AuthenticationHeaderValue Token(Site site) => new Credentials(new AuthorityCode("10216000"), null, Role.Author).Token(site.Folder);

    private static async Task Rotate(Site site, params string[] how)
    {
        var run = await CommandRun.Of(["rotate-key", "--data", site.Folder, .. how]);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private static async Task<HttpStatusCode> StatusOf(HttpClient http, RunningProgram program, AuthenticationHeaderValue token)
    {
        using var answer = await Ask(http, program, "/api/v1/drafts", token);
        return answer.StatusCode;
    }

    private static async Task<StreamReader> Stream(HttpClient http, RunningProgram program, AuthenticationHeaderValue token)
    {
        var answer = await Ask(http, program, "/api/v1/events", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient http, RunningProgram program, string path, AuthenticationHeaderValue token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(program.Address, path));
        request.Headers.Authorization = token;
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
