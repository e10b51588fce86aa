using System.Text.Json;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Tests.Drafts;

public sealed class FieldChangesTests
{
    private const string Indicators = "/content/riskArea/indicators";

    [Fact]
    public void Of_two_equal_versions_are_none() => Assert.Empty(After(_ => { }));

    [Fact]
    public void Of_a_text_show_it_before_and_after() => Assert.Equal(
        ["Changed /content/title: \"Understated customs value of ceramic tiles\" became \"Tiles\""], After(draft => draft["content"]!["title"] = "Tiles"));

    [Fact]
    public void Of_a_list_of_codes_are_what_came_and_what_went() => Assert.Equal(
        ["Added /content/riskArea/procedures/0: \"10\"", "Added /content/riskArea/procedures/1: \"78\"", "Removed /content/riskArea/procedures/0: \"40\""],
        After(draft => draft["content"]!["riskArea"]!["procedures"] = new JsonArray("10", "78")));

    [Fact]
    public void Of_a_list_in_another_order_are_none() =>
        Assert.Empty(After(draft => draft["content"]!["riskArea"]!["indicators"] = new JsonArray([.. Items(draft, "riskArea", "indicators").Reverse()])));

    [Fact]
    public void Find_an_indicator_again_that_stands_elsewhere() => Assert.Equal(
        [$"Added {Indicators}/2/values/0: \"0.40\"", $"Removed {Indicators}/1/values/0: \"0.45\"", $"Added {Indicators}/0: {{"],
        After(draft =>
        {
            var items = Items(draft, "riskArea", "indicators").ToArray();
            items[1]["values"] = new JsonArray("0.40");
            var added = JsonNode.Parse("""{ "group": "GoodsCountry", "field": "originCountry", "operator": "equals", "values": ["TR"] }""")!;
            draft["content"]!["riskArea"]!["indicators"] = new JsonArray([added, .. items]);
        }).OrderBy(change => change.Contains(": {", StringComparison.Ordinal)));

    [Fact]
    public void Of_an_indicator_with_another_operator_are_not_of_a_new_one() => Assert.Equal(
        [$"Changed {Indicators}/0/operator: \"startsWith\" became \"equals\""],
        After(draft => draft["content"]!["riskArea"]!["indicators"]![0]!["operator"] = "equals"));

    [Fact]
    public void Of_a_non_formal_indicator_are_of_its_text() => Assert.Equal(
        [$"Changed {Indicators}/3/text: \"Packing list shows signs of alteration\" became \"Packing list is altered\""],
        After(draft => draft["content"]!["riskArea"]!["indicators"]![3]!["text"] = "Packing list is altered"));

    [Fact]
    public void Find_a_measure_again_by_its_code() => Assert.Equal(
        ["Changed /content/measures/1/obligatory: true became false", "Added /content/measures/0: {"],
        After(draft =>
        {
            var measure = Items(draft, "measures").Single();
            measure["obligatory"] = false;
            var added = measure.DeepClone();
            added["code"] = "101";
            draft["content"]!["measures"] = new JsonArray(added, measure);
        }).OrderBy(change => change.Contains(": {", StringComparison.Ordinal)));

    [Fact]
    public void Say_where_a_changed_field_stood_before()
    {
        var before = JsonSerializer.SerializeToElement(Examples.Edit());
        var edit = Examples.Edit();
        var items = edit["content"]!["riskArea"]!["indicators"]!.AsArray();
        var first = items[0]!;
        items.RemoveAt(0);
        items.Add(first);
        first["operator"] = "equals";

        var change = Assert.Single(FieldChanges.Between(before, JsonSerializer.SerializeToElement(edit)));

        Assert.Equal(($"{Indicators}/3/operator", $"{Indicators}/0/operator"), (change.Pointer, change.PointerBefore));
    }

    [Fact]
    public void Of_a_member_that_came_or_went_are_the_whole_member()
    {
        Assert.StartsWith("Added /note/methodology: \"", Assert.Single(After(draft => draft["note"]!["methodology"] = "Methodology 7")), StringComparison.Ordinal);
        Assert.StartsWith("Removed /content/contact/phone: \"", Assert.Single(After(draft => draft["content"]!["contact"]!.AsObject().Remove("phone"))), StringComparison.Ordinal);
    }

    private static IEnumerable<string> After(Action<JsonNode> edit)
    {
        var before = Examples.Edit();
        before["note"]!.AsObject().Remove("methodology");
        var after = before.DeepClone();
        edit(after);
        return FieldChanges.Between(JsonSerializer.SerializeToElement(before), JsonSerializer.SerializeToElement(after)).Select(Show);
    }

    private static string Show(FieldChange change) => change.Kind switch
    {
        FieldChangeKind.Changed => $"Changed {change.Pointer}: {Text(change.Before)} became {Text(change.After)}",
        FieldChangeKind.Added => $"Added {change.Pointer}: {Text(change.After)}",
        _ => $"Removed {change.Pointer}: {Text(change.Before)}",
    };

    private static string Text(JsonElement? element) => element!.Value.ValueKind == JsonValueKind.Object ? "{" : element.Value.GetRawText();

    private static IEnumerable<JsonNode> Items(JsonNode draft, params string[] path) =>
        path.Aggregate(draft["content"]!, (node, member) => node[member]!).AsArray().Select(item => item!.DeepClone());
}
