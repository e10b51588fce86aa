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

    [Fact]
    public void Of_two_versions_that_differ_in_everything_come_in_pages_that_end()
    {
        var (before, after) = (Values(0, 20_000), Values(50_000, 20_000));
        var (seen, page) = (0, ChangePage.Of(FieldChanges.Between(before, after), 0));
        while (page.Next is { } next)
        {
            Assert.Equal(ChangePage.Most, page.Changes.Length);
            seen += page.Changes.Length;
            Assert.Equal(seen, next);
            page = ChangePage.Of(FieldChanges.Between(before, after), next);
        }
        Assert.Equal(40_000, seen + page.Changes.Length);
    }

    [Fact]
    public void Cost_a_time_that_grows_with_the_documents()
    {
        const int items = 200_000; // squared, they would take hours
        Assert.Equal(items, FieldChanges.Between(Values(0, items), Values(items / 2, items)).Count());
        Assert.Equal(items / 2, FieldChanges.Between(Same(items), Same(items / 2)).Count());
    }

    [Fact]
    public void Cut_what_is_long_and_say_how_long_it_is()
    {
        var before = JsonSerializer.SerializeToElement(new { text = "short", list = new[] { new { text = "a" } } });
        var after = JsonSerializer.SerializeToElement(new
        {
            text = new string('x', 998) + "y\U0001F4E6" + new string('z', 19_000),
            list = new object[] { new { text = "a" }, new { values = Enumerable.Range(0, 5000).Select(value => $"{value}") } },
        });

        var page = ChangePage.Of(FieldChanges.Between(before, after), 0);

        var (text, item) = (page.Changes[0], page.Changes[1]);
        Assert.Equal((new string('x', 998) + "y…", 20_001, null), (text.After!.Value.GetString(), text.AfterLength, text.BeforeLength));
        Assert.Equal(20, item.After!.Value.GetProperty("values").GetArrayLength());
        Assert.InRange(item.AfterLength!.Value, 20_000, 40_000);
    }

    [Fact]
    public void A_page_of_large_values_ends_before_it_is_full()
    {
        var large = Enumerable.Range(0, 900).Select(i => new string((char)('а' + (i % 32)), 900) + i).ToArray();

        var page = ChangePage.Of(FieldChanges.Between(JsonSerializer.SerializeToElement(new { list = Array.Empty<string>() }), JsonSerializer.SerializeToElement(new { list = large })), 0);

        Assert.InRange(page.Changes.Length, 100, 499);
        Assert.Equal(page.Changes.Length, page.Next);
    }

    private static JsonElement Values(int from, int count) => JsonSerializer.SerializeToElement(new { values = Enumerable.Range(from, count).Select(value => $"{value:D6}") });

    private static JsonElement Same(int count) => JsonSerializer.SerializeToElement(new { values = Enumerable.Repeat("same", count) });

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
