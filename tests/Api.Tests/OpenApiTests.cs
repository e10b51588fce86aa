using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

[Collection(OneProgram.Name)]
public sealed class OpenApiTests(TheProgram program)
{
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Is_the_approved_document()
    {
        var document = await Document();

        ApprovedFile.Text("openapi.json", document.ToJsonString(readable));
    }

    [Fact]
    public async Task Says_of_each_route_what_it_takes_and_answers_with_examples()
    {
        foreach (var (name, operation) in Operations(await Document()))
        {
            Assert.False(string.IsNullOrEmpty(operation.Text("summary")), name);
            var bodies = operation["responses"]!.AsObject().Where(response => response.Key is not ("204" or "304")).SelectMany(response => response.Value!["content"]!.AsObject());
            Assert.All(bodies.Concat(operation["requestBody"]?["content"]?.AsObject().ToArray() ?? []), body =>
            {
                Assert.True(body.Value!["example"] is not null, $"{name} has no example of {body.Key}.");
                Assert.True(body.Value!["schema"] is not null, $"{name} has no schema of {body.Key}.");
            });
        }
    }

    [Fact]
    public async Task Says_that_every_route_but_health_needs_a_token()
    {
        foreach (var (name, operation) in Operations(await Document()))
            Assert.Equal(!name.Contains("/health/", StringComparison.Ordinal), operation["security"] is not null);
    }

    [Fact]
    public async Task Shows_a_submission_that_is_accepted_as_it_stands()
    {
        var example = (await Document())["paths"]!["/api/v1/submissions"]!["post"]!["requestBody"]!["content"]!;
        var coordinator = program.As(Ceramics.Coordinator);

        await coordinator.Submit(example["application/json"]!["example"]).Body(HttpStatusCode.Created);
        var lines = await coordinator.PostAsync(Wire.Submissions, Wire.Text(example["application/x-ndjson"]!.Text("example"), "application/x-ndjson"));

        Assert.All((await lines.Content.ReadAsStringAsync()).Trim().Split('\n'), line => Assert.Equal(201, JsonNode.Parse(line)!["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Refers_to_nothing_that_it_does_not_have()
    {
        var document = await Document();
        var text = document.ToJsonString();
        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToHashSet();

        foreach (var reference in text.Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]))
            Assert.Contains(reference, schemas);
    }

    private async Task<JsonNode> Document() => await program.As(null).GetAsync("/openapi/v1.json").Body(HttpStatusCode.OK);

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key} {path.Key}", operation.Value);
}
