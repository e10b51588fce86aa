using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Orleans' dashboard stands behind the session and the right of the desk.</summary>
[Collection(OneDesk.Name)]
public sealed class ClusterPageTests(TheProgram program)
{
    private const string Place = "/desk/cluster/";

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_operator_finds_it_in_the_menu_with_all_its_files_and_what_it_shows()
    {
        using var visitor = Visitor.Of(program, Officials.Operator, "ru");
        Assert.Equal("Кластер", (await visitor.See("/desk/help")).Document.QuerySelector($"nav a[href='{Place}']")!.TextContent);
        Assert.Equal(Place, (await visitor.Open(Place.TrimEnd('/'))).Location);

        var page = await visitor.See(Place);
        Assert.Equal("Orleans Dashboard", page.Document.Title);
        foreach (var file in page.Document.QuerySelectorAll("link[href], script[src]").Select(each => each.GetAttribute("href") ?? each.GetAttribute("src")!).Distinct())
            Assert.Equal(HttpStatusCode.OK, (await visitor.Open(new Uri(new Uri($"http://desk{Place}"), file).AbsolutePath)).Status);

        Assert.Equal("Active", (await Host(visitor)).Text("status"));
        Assert.NotEmpty((await Read(visitor, "DashboardCounters"))["simpleGrainStats"]!.AsArray());
        foreach (var what in (string[])["ClusterStats", "Reminders", "TopGrainMethods", "GrainTypes", "version"])
            await Read(visitor, what);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task It_counts_calls_while_somebody_looks()
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        var silo = (await Host(visitor)).Text("siloAddress");
        await Patience.Until(
            "the calls of grains to be counted",
            async () =>
            {
                await ADraft.Prepared(program);
                return (await Read(visitor, "TopGrainMethods"))["calls"]!.AsArray().Count;
            },
            calls => calls > 0);
        await Patience.Until(
            "what the silo measures while somebody looks", () => Read(visitor, $"SiloCounters/{silo}"), counters => counters.AsArray().Any(counter => counter!.Text("name").StartsWith("orleans-", StringComparison.Ordinal)));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Its_policy_is_its_own_and_no_wider_elsewhere()
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        var policy = (await visitor.See(Place)).Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.DoesNotContain("unsafe-eval", policy);
        Assert.DoesNotContain("unsafe", (await visitor.See("/desk/help")).Response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("GrainState?grainId=x&grainType=y")]
    [InlineData("grainstate")]
    [InlineData("Trace")]
    [InlineData("nothing")]
    public async Task Nothing_of_a_draft_and_no_log_is_to_be_had_there(string what)
    {
        using var visitor = Visitor.Of(program, Officials.Operator);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open($"{Place}{what}")).Status);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("")]
    [InlineData("index.min.js")]
    [InlineData("DashboardCounters")]
    public async Task Others_are_refused_and_nobody_is_asked_to_sign_in(string what)
    {
        foreach (var actor in new[] { Ceramics.Coordinator, Ceramics.RmsHead, Officials.Auditor })
        {
            using var visitor = Visitor.Of(program, actor, "ru");
            var refused = await visitor.Open($"{Place}{what}");
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Matches("[а-я]", refused.Text);
            Assert.Null(refused.Document.QuerySelector($"nav a[href='{Place}']"));
        }
        using var nobody = Visitor.Of(program, null);
        Assert.Equal($"/desk/login?back={Uri.EscapeDataString($"{Place}{what}")}", (await nobody.Open($"{Place}{what}")).Location);
    }

    /// <summary>The only silo, once the dashboard has seen it.</summary>
    private static async Task<JsonNode> Host(Visitor visitor) => Assert.Single(await Patience.Until(
        "the silo to be seen", async () => (await Read(visitor, "DashboardCounters"))["hosts"]!.AsArray(), hosts => hosts.Count > 0))!;

    private static async Task<JsonNode> Read(Visitor visitor, string what)
    {
        var answer = await visitor.Open($"{Place}{what}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonNode.Parse(await answer.Response.Content.ReadAsStringAsync())!;
    }
}
