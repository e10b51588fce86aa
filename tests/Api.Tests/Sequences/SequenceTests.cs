using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Sequences;

public sealed class SequenceTests(TheProgram program) : IClassFixture<TheProgram>
{
    private static readonly Actor[] all = [Officials.OfTheFcs, Officials.Auditor, Officials.Operator];

    [Fact]
    public async Task Certifies_an_unbroken_register()
    {
        var coordinator = program.As(Ceramics.Coordinator);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => coordinator.Submit()));

        var certificate = await coordinator.GetAsync("/api/v1/sequences/00-10216/certificate").Body(HttpStatusCode.OK);

        var count = certificate["count"]!.GetValue<long>();
        Assert.True(count >= 50);
        Assert.Equal("00/10216/21112026/00001", certificate.Text("firstNumber"));
        Assert.Equal($"00/10216/21112026/{count:D5}", certificate.Text("lastNumber"));
        Assert.Equal((1, count), (certificate["first"]!.GetValue<long>(), certificate["last"]!.GetValue<long>()));
        Assert.Equal((0, 0), (certificate["missingCount"]!.GetValue<long>(), certificate["repeatedCount"]!.GetValue<long>()));
        Assert.True(certificate["chainAgrees"]!.GetValue<bool>());
        Assert.Matches("^[0-9a-f]{64}$", certificate.Text("head"));
    }

    [Fact]
    public async Task Shows_an_authority_its_own_and_others_all()
    {
        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);

        Assert.Equal(["00-10216"], await Keys(Ceramics.Author));
        Assert.Empty(await Keys(Officials.OfVladivostok));
        Assert.Empty(await Keys(Officials.OfTheDirectorate));
        foreach (var actor in all)
            Assert.Contains("00-10216", await Keys(actor));
    }

    [Fact]
    public async Task Certifies_only_what_the_caller_may_see()
    {
        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);

        foreach (var actor in all)
            Assert.Equal(HttpStatusCode.OK, await Certificate(actor, "00-10216"));
        foreach (var actor in (Actor[])[Officials.OfVladivostok, Officials.OfTheDirectorate])
            Assert.Equal(HttpStatusCode.NotFound, await Certificate(actor, "00-10216"));
    }

    [Theory]
    [InlineData("00-99999")]
    [InlineData("nonsense")]
    [InlineData("00-10216'--")]
    [InlineData("%27%20or%20%271%27=%271")]
    [InlineData("..%2F..%2Fdrafts")]
    public async Task Knows_no_other_keys(string key) => Assert.Equal(HttpStatusCode.NotFound, await Certificate(Officials.OfTheFcs, key));

    private async Task<HttpStatusCode> Certificate(Actor actor, string key) =>
        (await program.As(actor).GetAsync($"/api/v1/sequences/{key}/certificate")).StatusCode;

    private async Task<IEnumerable<string>> Keys(Actor actor) =>
        (await program.As(actor).GetAsync("/api/v1/sequences").Body(HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!.Text("key"));
}
