using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>A draft that a test takes from step to step; each step is given by the official whose step it is, and must succeed.</summary>
internal sealed class ADraft(TheProgram program, string path, string tag)
{
    public string Path => path;

    /// <summary>The tag after the last step.</summary>
    public string Tag { get; private set; } = tag;

    public static async Task<ADraft> Prepared(TheProgram program)
    {
        var response = await program.As(Ceramics.Author).Post(Wire.Drafts, Examples.Prepare().ToJsonString());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return new ADraft(program, response.Headers.Location!.OriginalString, response.Tag());
    }

    public static async Task<ADraft> Signed(TheProgram program) => await (await Prepared(program)).Then(Ceramics.UnitHead, "signature", null);

    public static async Task<ADraft> Agreed(TheProgram program)
    {
        var draft = await Signed(program);
        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await draft.Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        return await draft.Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
    }

    public static async Task<ADraft> Registered(TheProgram program) => await (await Agreed(program)).Then(Ceramics.Coordinator, "registration", null);

    public async Task<ADraft> Then(Actor actor, string route, string? json)
    {
        var response = await Try(actor, route, json, $"If-Match: {Tag}");
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{route}: {await response.Content.ReadAsStringAsync()}");
        Tag = response.Tag();
        return this;
    }

    public Task<HttpResponseMessage> Try(Actor actor, string route, string? json, params string[] headers) =>
        program.As(actor).Post($"{path}/{route}", json, headers);

    public Task<HttpResponseMessage> TryEdit(Actor actor, JsonNode edit, params string[] headers) =>
        program.As(actor).SendAsync(Wire.Request(HttpMethod.Put, $"{path}/content", Wire.Json(edit), headers));

    public Task<JsonNode> Read(Actor actor) => program.As(actor).GetAsync(path).Body(HttpStatusCode.OK);
}
