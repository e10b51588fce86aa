using System.Text.Json.Nodes;

namespace RmsOrleans.Api.Tests.Json;

/// <summary>Faults of structure and faults of the rules are named together, and none that is only the shadow of another.</summary>
public sealed class AllFaultsAtOnceTests
{
    private static readonly string[] otherValues = ["null", "5", "-1.5e3", "\"x\"", "\"\"", "true", "[]", "[null]", "[[]]"];
    private static readonly string[] objects = ["{}", "{\"x\":1}"];

    [Fact]
    public void Structure_and_rules_are_named_together()
    {
        var body = Example.Text
            .Replace("\"Zonal\"", "\"zonal\"")
            .Replace("\"kind\": \"Regular\"", "\"kind\": \"R\", \"extra\": 1")
            .Replace("[\"0.45\"]", "[null]")
            .Replace("\"690721\"", "\"69072x\"")
            .Replace("\"code\": \"106\"", "\"code\": \"999\"")
            .Replace("\"title\": \"Understated customs value of ceramic tiles\",", "")
            .Replace("\"2027-11-30\"", "\"2025-11-30\"")
            .Replace("120", "-1")
            .Replace("\"as\": \"DeputyHead\", \"name\": \"D. Deputy\"", "\"as\": \"DeputyHead\", \"name\": \"\"");

        Assert.Equal(
            [
                "/content/measures/0/code",
                "/content/riskArea/indicators/0/values/0",
                "/content/riskArea/indicators/1/values/0",
                "/content/territory",
                "/content/title",
                "/extra",
                "/kind",
                "/note/expectedConsignments",
                "/note/validTo",
                "/visas/1/name",
            ],
            Example.Errors(body).Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("A. Author\\u0000", "/author/name")]
    [InlineData("", "/author/name")]
    public void What_the_reader_lets_pass_the_rules_name(string name, string pointer) =>
        Assert.Equal(pointer, Assert.Single(Example.Errors(Example.With("\"A. Author\", \"position\"", $"\"{name}\", \"position\""))).Pointer);

    [Fact]
    public void A_text_of_a_megabyte_is_read_and_refused_by_the_rules() =>
        Assert.Equal(
            ["/note/logic"],
            Example.Errors(Example.With("The price for a kilogram was", new string('a', 1_000_000))).Select(error => error.Pointer));

    [Fact]
    public void What_stands_in_for_a_faulty_or_missing_part_has_no_fault_of_its_own()
    {
        var bodies = Bodies().ToArray();

        Assert.True(bodies.Length > 1000);
        Assert.All(bodies, body =>
        {
            var read = Example.Read(body);
            Assert.NotNull(read.Value);
            if (!read.Errors.IsEmpty)
                Assert.Equal(read.Errors.AsEnumerable(), Example.Errors(body).AsEnumerable());
        });
    }

    /// <summary>
    /// The example with each of its parts left out in turn, and replaced by each other value. An empty object in place of an object is not
    /// among them: what it leaves out has been left out by the caller, and the rules have their say.
    /// </summary>
    private static IEnumerable<string> Bodies()
    {
        var root = JsonNode.Parse(Example.Text)!;
        foreach (var path in Parts(root).Skip(1))
        {
            yield return Replaced(path, null, leftOut: true);
            foreach (var value in At(root, path) is JsonObject ? otherValues : [.. otherValues, .. objects])
                yield return Replaced(path, JsonNode.Parse(value));
        }
    }

    private static JsonNode? At(JsonNode root, IEnumerable<object> path) =>
        path.Aggregate((JsonNode?)root, (node, step) => step is int index ? node![index] : node![(string)step]);

    private static IEnumerable<object[]> Parts(JsonNode? node, params object[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Parts(member.Value, [.. path, member.Key])).Prepend(path),
        JsonArray items => items.SelectMany((item, i) => Parts(item, [.. path, i])).Prepend(path),
        _ => [path],
    };

    private static string Replaced(object[] path, JsonNode? value, bool leftOut = false)
    {
        var root = JsonNode.Parse(Example.Text)!;
        var parent = At(root, path[..^1])!;
        if (parent is JsonArray items)
            items[(int)path[^1]] = value;
        else if (leftOut)
            parent.AsObject().Remove((string)path[^1]);
        else
            parent[(string)path[^1]] = value;
        return root.ToJsonString();
    }
}
