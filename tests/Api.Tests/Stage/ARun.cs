using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Trial runs over HTTP.</summary>
internal static class ARun
{
    public const string Runs = "/api/v1/trial-runs";

    /// <returns>The id of a run of this draft, or of the profile made of it, that is done.</returns>
    public static async Task<string> Of(TheProgram program, Actor by, string draft, string more = "") =>
        (await Done(program, by, $$"""{ "draft": "{{draft}}"{{more}} }""")).Text("id");

    public static async Task<JsonNode> Done(TheProgram program, Actor by, string body)
    {
        var asked = await program.As(by).Post(Runs, body).Body(HttpStatusCode.Accepted);
        var run = await Patience.Until(
            "the end of the run", async () => await program.As(by).GetAsync($"{Runs}/{asked.Text("id")}").Body(HttpStatusCode.OK), each => each["endedAt"] is not null);
        Assert.Equal("Done", run.Text("status"));
        return run;
    }
}
