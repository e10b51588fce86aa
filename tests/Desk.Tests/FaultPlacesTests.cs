using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>
/// Whatever the rules find wrong, wherever in a draft: the page says it in Russian in its summary, with a link to the field, the row or the list that it is about. Faults
/// are had by putting wrong values into each field in turn.
/// </summary>
[Collection(OneDesk.Name)]
public sealed class FaultPlacesTests(TheProgram program)
{
    private const string InRussian = "Accept-Language: ru";

    private static readonly FormSchema schema = FormSchema.Of(typeof(Submit));

    private static readonly string[] chosen = ["kind", "territory", "mode", "group", "operator", "as"];

    public static TheoryData<string> Wrong => ["", " ", "\u0007", "x", "-1", new('д', 20_001), "2026-02-30", "1 2 0 1 03 2 11", "106"];

    [Theory(Timeout = Limits.OneTest), MemberData(nameof(Wrong))]
    public async Task Each_fault_is_told_in_Russian_where_it_is(string wrong)
    {
        var whole = Whole();
        var (faults, placed) = (0, new HashSet<string>());
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");
        foreach (var (pointer, bad) in Leaves(whole, "").SelectMany(leaf => Bad(whole, leaf, wrong)))
        {
            var refused = await program.As(Ceramics.Coordinator).SendAsync(Wire.Request(HttpMethod.Post, $"{Wire.Submissions}?dryRun=true", Wire.Json(bad), InRussian));
            if (refused.StatusCode != HttpStatusCode.BadRequest)
                continue;
            var said = (await Task.FromResult(refused).Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Sum(each => each.Value!.AsArray().Count);

            var sheet = await coordinator.Post("/desk/submissions/new", Fields(bad));

            if (sheet.Status == HttpStatusCode.SeeOther)
                continue; // a form has no such thing: an empty line of a list, or a box that is neither ticked nor empty
            Assert.True(sheet.Status == HttpStatusCode.BadRequest, $"{pointer}: {(int)sheet.Status} {sheet.Text}");
            Assert.True(sheet.Summary.Count >= 1 && said >= 1, $"{pointer} says nothing.");
            foreach (var item in sheet.Document.QuerySelectorAll(".summary li"))
            {
                var link = item.QuerySelector("a");
                Assert.True(link is not null, $"{pointer}: “{item.TextContent.Trim()}” is about no field.");
                var place = sheet.Document.GetElementById(link.GetAttribute("href")![1..]);
                Assert.True(place is not null, $"{pointer}: {link.GetAttribute("href")} is not on the page.");
                placed.Add(place.Id!);
                Assert.True(Told.Foreign(Without(item.TextContent, wrong)).Length == 0, $"{pointer}: {item.TextContent.Trim()}");
                Assert.DoesNotContain("/content", item.TextContent);
            }
            faults += said;
        }
        Assert.True(faults > 10 && placed.Count > 3, $"{faults} faults at {placed.Count} places.");
    }

    /// <summary>A submission in which every member has something.</summary>
    private static JsonObject Whole()
    {
        var whole = Examples.Submission().AsObject();
        whole["content"]!["riskArea"]!["excluded"] = JsonNode.Parse("""{ "procedures": ["4000"], "authorities": [], "traders": ["7801234567"], "vehicles": ["А123ВС78"] }""");
        whole["content"]!["riskArea"]!["traders"] = new JsonArray("7802345678");
        whole["content"]!["riskArea"]!["vehicles"] = new JsonArray("В456ОР77");
        return whole;
    }

    /// <summary>But for what is chosen from a list, where nothing else can be sent.</summary>
    private static IEnumerable<string> Leaves(JsonNode? node, string at) => node switch
    {
        JsonValue when chosen.Contains(at[(at.LastIndexOf('/') + 1)..]) => [],
        JsonObject members => members.SelectMany(member => Leaves(member.Value, $"{at}/{member.Key}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, $"{at}/{i}")).Append($"{at}/-"),
        _ => [at],
    };

    /// <summary>The same with a wrong value in one place; of a list also with nothing in it and with far too much.</summary>
    private static IEnumerable<(string Pointer, JsonObject Bad)> Bad(JsonObject whole, string pointer, string wrong)
    {
        var isList = pointer.EndsWith("/-", StringComparison.Ordinal);
        var path = (isList ? pointer[..^2] : pointer).Split('/')[1..];
        var bad = whole.DeepClone().AsObject();
        JsonNode parent = bad;
        foreach (var step in path[..^1])
            parent = Step(parent, step);
        if (isList)
        {
            var list = Step(parent, path[^1]).AsArray();
            if (wrong.Length == 0)
                list.Clear();
            else if (list is [JsonValue, ..])
                Fill(list, wrong);
            else
                yield break;
        }
        else if (parent is JsonArray items)
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = wrong;
        else
            parent[path[^1]] = wrong;
        yield return (pointer, bad);

        static JsonNode Step(JsonNode from, string step) => from is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : from[step]!;

        static void Fill(JsonArray list, string wrong)
        {
            for (var i = 0; i < 3; i++)
                list.Add(wrong);
        }
    }

    /// <summary>As it stands in a form; what is no such value is typed as it is.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fields(JsonObject json) =>
        FormTexts.Of(schema, json, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")).All.Append(KeyValuePair.Create("_do", "send"));

    private static string Without(string text, string wrong) => wrong.Trim().Length > 2 ? text.Replace(wrong, "") : text;
}
