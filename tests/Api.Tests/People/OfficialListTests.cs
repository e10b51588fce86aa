using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.People;

/// <summary>People to choose, as the API shows them.</summary>
[Collection(OneProgram.Name)]
public sealed class OfficialListTests(TheProgram program)
{
    private const string Path = "/api/v1/officials";

    [Fact]
    public async Task Shows_an_executor_of_the_FCS_to_every_authority_and_the_heads_of_the_FCS_to_none()
    {
        await ADraft.AwaitingApproval(program);
        var mine = await Until(Ceramics.FcsCoordinator, "?authority=10000000&limit=200", list => list.Any(each => each!["roles"]!.AsArray().Any(role => role!.GetValue<string>() == "signatory-division")));

        var regional = await Items(Officials.OfVladivostok, "?authority=10000000&limit=200");

        Assert.Contains(mine, each => each!["subject"]?.GetValue<string>() == Ceramics.DivisionHead.Subject);
        Assert.All(regional, each => Assert.Equal(["executor"], Texts(each!["roles"])));
        var executor = regional.Single(each => each!["subject"]?.GetValue<string>() == Ceramics.Executor.Subject)!;
        Assert.Equal(("10000000", "Tariff control"), (executor.Text("authority"), executor.Text("unit")));
        Assert.EndsWith("+03:00", executor.Text("lastSeen"), StringComparison.Ordinal);
        Assert.Equal(["исполнитель"], Texts((await program.As(Officials.OfVladivostok).SendAsync(Wire.Request(HttpMethod.Get, $"{Path}?role=executor", null, "Accept-Language: ru"))
            .Body(HttpStatusCode.OK))["items"]![0]!["roleNames"]));
    }

    [Fact]
    public async Task Names_every_fault_of_the_query()
    {
        var problem = await program.As(Ceramics.Author).GetAsync($"{Path}?authority=1&role=chief&text=%20&limit=0&unit=a%00&page=2").Body(HttpStatusCode.BadRequest);

        Assert.Equal(["/authority", "/limit", "/page", "/role", "/text", "/unit"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Reading_it_is_not_noted()
    {
        var before = await Rights.StoreDump.CountReads(program);

        await Items(Officials.OfTheFcs, "");

        Assert.Equal(before, await Rights.StoreDump.CountReads(program));
    }

    private Task<JsonArray> Until(Actor actor, string query, Func<JsonArray, bool> isSo) => Patience.Until("people whom the journal names", () => Items(actor, query), isSo);

    private async Task<JsonArray> Items(Actor actor, string query) => (await program.As(actor).GetAsync(Path + query).Body(HttpStatusCode.OK))["items"]!.AsArray();

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(each => each!.GetValue<string>())];
}
