using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi.Reader;
using Microsoft.OpenApi;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

[Collection(OneProgram.Name)]
public sealed class OpenApiTests(TheProgram program)
{
    private static readonly JsonSerializerOptions readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whoever registers entries of a register that ships reads in the document what it asks for, and what is sent by it is taken.</summary>
    [Fact]
    public async Task The_fields_of_each_register_that_ships_are_a_schema()
    {
        var schemas = (await Document())["components"]!["schemas"]!;
        var refs = schemas["EntryBody"]!["properties"]!["values"]!["anyOf"]!.AsArray().Select(each => each!["$ref"]?.GetValue<string>()).OfType<string>().ToArray();

        Assert.Equal(KindSchemas.Typed.Count(), refs.Length);
        foreach (var kind in KindSchemas.Typed)
        {
            var typed = kind.Fields.Where(field => field.Given is null).ToArray();
            var schema = schemas[KindSchemas.NameOf(kind)]!;
            Assert.Contains($"#/components/schemas/{KindSchemas.NameOf(kind)}", refs);
            Assert.Equal(typed.Select(field => field.Name), schema["properties"]!.AsObject().Select(property => property.Key));
            Assert.Equal(
                kind.Fields.Where(field => field.Required).Select(field => field.Name).Order(StringComparer.Ordinal),
                (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Order(StringComparer.Ordinal));
            foreach (var field in typed)
            {
                var said = schema["properties"]![field.Name]!;
                var sample = FieldSamples.Of(field);
                Assert.StartsWith(field.Title.En, said["description"]!.GetValue<string>(), StringComparison.Ordinal);
                Assert.True(said["pattern"] is not { } pattern || Regex.IsMatch(sample, pattern.GetValue<string>()), $"{kind.Code} {field.Name}: {sample}");
                Assert.True(said["enum"] is not { } allowed || allowed.AsArray().Any(value => value!.GetValue<string>() == sample), $"{kind.Code} {field.Name}: {sample}");
            }
        }
    }

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
            Assert.Equal(!name.Contains("/health/", StringComparison.Ordinal), operation["security"]!.AsArray().Count > 0);
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

    [Fact]
    public async Task Is_read_by_a_strict_reader_without_a_word()
    {
        var read = OpenApiDocument.Parse((await Document()).ToJsonString(), "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });

        Assert.Empty(read.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}"));
        Assert.All(read.Document!.Paths.SelectMany(path => path.Value.Operations!), operation =>
            Assert.All(operation.Value.Responses!, response => Assert.False(string.IsNullOrEmpty(response.Value.Description), $"{operation.Value.OperationId} {response.Key}")));
    }

    [Fact]
    public async Task Describes_every_schema_and_every_member_of_one()
    {
        var lacking =
            from schema in (await Document())["components"]!["schemas"]!.AsObject()
            from name in (schema.Value!["properties"]?.AsObject().Where(member => member.Value!["description"] is null).Select(member => $"{schema.Key}.{member.Key}") ?? [])
                .Concat(schema.Value["description"] is null ? [schema.Key] : [])
            select name;

        Assert.Empty(lacking);
    }

    [Fact]
    public async Task Has_no_object_without_a_name()
    {
        var document = await Document();
        var unnamed =
            from schema in document["components"]!["schemas"]!.AsObject()
            from below in Below(schema.Value!).Skip(1)
            where below is JsonObject member && member["properties"] is JsonObject && member["type"] is JsonValue
            select below.GetPath();

        Assert.Empty(unnamed);
        Assert.All(Operations(document), route => Assert.All(
            route.Operation["requestBody"]?["content"]?.AsObject().Where(body => body.Key == "application/json") ?? [], body => Assert.NotNull(body.Value!["schema"]!["$ref"])));
    }

    [Fact]
    public async Task Says_what_every_parameter_is_like()
    {
        string[] texts = ["text", "unit", "area", "code", "executor", "responsible", "reader", "cursor", "number", "key", "id", "from", "If-Match", "If-None-Match", "Idempotency-Key", "Last-Event-ID"];

        Assert.All(Operations(await Document()), route => Assert.All(route.Operation["parameters"]?.AsArray().Select(each => each!) ?? [], parameter =>
            Assert.True(
                texts.Contains(parameter.Text("name")) || parameter["schema"]!.ToJsonString() != """{"type":"string"}""", $"{route.Name} {parameter.Text("name")}")));
    }

    [Fact]
    public async Task Lists_every_type_of_problem_that_there_is()
    {
        var type = (await Document())["components"]!["schemas"]!["ProblemResponse"]!["properties"]!["type"]!;
        var listed = type["examples"]!.AsArray().Select(each => each!.GetValue<string>()).ToList();

        Assert.Equal(Enum.GetValues<RefusalReason>().Select(reason => Problems.Of(new Refusal(reason, Phrase.Same(""))).Type).Except(listed), []);
        string[] others = [Problems.Overloaded.Type, Problems.NotReady([]).Type, Problems.TooManyRequests(1).Type, Problems.PreconditionRequired(Phrase.Same("")).Type, Problems.Of(405).Type];
        Assert.Empty(others.Except(listed));
        Assert.All(listed, each => Assert.Contains(each, type.Text("description"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_which_version_it_is_of()
    {
        var changes = ApprovedFile.InRepository("CHANGELOG.md");

        Assert.Equal((await Document())["info"]!.Text("version"), File.ReadLines(changes).First(line => line.StartsWith("## ", StringComparison.Ordinal)).Split(' ')[1]);
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Below(member.Value!)).Prepend(node),
        JsonArray items => items.SelectMany(item => Below(item!)).Prepend(node),
        _ => [node],
    };

    private async Task<JsonNode> Document() => await program.As(null).GetAsync("/openapi/v1.json").Body(HttpStatusCode.OK);

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key} {path.Key}", operation.Value);
}
