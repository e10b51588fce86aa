using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Drafts;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Every command of a draft by its form: offered when it is possible, and sent as the API wants it.</summary>
[Collection(OneDesk.Name)]
public sealed class CommandFormTests(TheProgram program)
{
    public static TheoryData<string> Steps => [.. LifeRoutes.All.Keys];

    [Theory(Timeout = Limits.OneTest)]
    [MemberData(nameof(Steps))]
    public async Task Is_offered_where_the_draft_allows_it_and_refused_in_words_where_not(string step)
    {
        var route = LifeRoutes.All[step];
        var possible = await route.Permission(program);
        using var official = Visitor.Of(program, route.By);

        var offered = await official.See(Desk(possible));
        var may = (await possible.Read(route.By))["possible"]!.AsArray().Select(each => each!.GetValue<string>());
        Assert.Equal(may.Where(HasForm).Select(route => $"{Desk(possible)}/{DraftPlaces.Form(route)}").Order(), Links(offered).Order());
        await official.See($"{Desk(possible)}/{DraftPlaces.Form(step)}");

        using var russian = Visitor.Of(program, route.By, "ru");
        var wrong = await russian.Open($"{Desk(await route.Wrong(program))}/{DraftPlaces.Form(step)}");
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains(DraftCommandTable.All.Of(step).Name.Ru, wrong.Text);
    }

    [Theory(Timeout = Limits.OneTest)]
    [MemberData(nameof(Steps))]
    public async Task Filled_in_with_the_example_it_does_what_the_API_does_with_it(string step)
    {
        var route = LifeRoutes.All[step];
        var byForm = await route.Permission(program);
        var byApi = await route.Permission(program);
        using var official = Visitor.Of(program, route.By);

        var sheet = await official.See(Place(byForm, step, route.Body));
        if (route.Body is not null)
            sheet = await official.Fill(sheet, Schema(step, route.Body), route.Body);
        var done = await official.Press(sheet, "send");
        Assert.True(done.Status == HttpStatusCode.SeeOther, $"{(int)done.Status} {string.Join(' ', done.Summary)} {done.Text}");

        await byApi.Then(route.By, step, route.Body?.ToJsonString());
        Assert.True(JsonNode.DeepEquals(await LastLine(byApi, route.By), await LastLine(byForm, route.By)), $"{await LastLine(byApi, route.By)}\n{await LastLine(byForm, route.By)}");
    }

    [Theory(Timeout = Limits.OneTest)]
    [MemberData(nameof(Steps))]
    public async Task Sent_empty_it_names_every_fault_at_its_field_and_on_top(string step)
    {
        var route = LifeRoutes.All[step];
        if (DraftCommandTable.All.Of(step).Body is CommandBody.None or CommandBody.Optional)
            return; // an empty one is a good one
        var draft = await route.Permission(program);
        using var official = Visitor.Of(program, route.By);

        var sheet = await official.See(Place(draft, step, route.Body));
        foreach (var name in sheet.Fields.Keys.Where(name => name.StartsWith('/') && name != "/resolution").ToArray())
            sheet.Fields[name] = "";
        var refused = await official.Press(sheet, "send");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotEmpty(refused.Summary);
        foreach (var link in refused.Document.QuerySelectorAll(".summary li a"))
        {
            var field = refused.Document.GetElementById(link.GetAttribute("href")![1..]);
            Assert.NotNull(field);
            Assert.Contains(refused.Faults, fault => link.TextContent.EndsWith(fault, StringComparison.Ordinal));
        }
        Assert.StartsWith("Fault", refused.Document.Title);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Opened_and_saved_unchanged_content_stays_as_it_is_to_the_byte()
    {
        var edit = Examples.Prepare();
        var content = edit["content"]!;
        content["riskArea"]!["description"] = "One\r\ntwo\n\n three \u2028 and <b>bold</b> & \"quoted\"";
        content["measures"]!.AsArray().Add(JsonNode.Parse("""{ "code": "105", "description": "x", "characteristics": "\n begins with a break", "obligatory": false, "dependsOn": "106", "note": "" }"""));
        content["riskArea"]!["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "Goods", "field": "netWeightKg", "operator": "differsFromField", "values": ["grossWeightKg"], "exclusion": false }"""));
        content["riskArea"]!["traders"] = new JsonArray(" 7801234567", "with\na break");
        var made = await program.As(Ceramics.Author).Post(Wire.Drafts, edit.ToJsonString());
        var id = (await Task.FromResult(made).Body(HttpStatusCode.Created)).Text("id");
        var before = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/{id}").Body(HttpStatusCode.OK);

        using var author = Visitor.Of(program, Ceramics.Author);
        var saved = await author.Press(await author.See($"/desk/drafts/{id}/edit"), "send");
        Assert.True(saved.Status == HttpStatusCode.SeeOther, $"{string.Join(' ', saved.Summary)} {saved.Text}");

        var after = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/{id}").Body(HttpStatusCode.OK);
        Assert.Equal(before["content"]!.ToJsonString(), after["content"]!.ToJsonString());
        Assert.Equal(before["note"]!.ToJsonString(), after["note"]!.ToJsonString());
        Assert.Equal(before["otherUnits"]!.ToJsonString(), after["otherUnits"]!.ToJsonString());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_field_that_another_is_compared_with_is_chosen_from_a_list()
    {
        const string Row = "/content/riskArea/indicators/0";
        var draft = await ADraft.Prepared(program);
        using var author = Visitor.Of(program, Ceramics.Author);
        var sheet = await author.See($"{Desk(draft)}/edit");
        var offered = sheet.Document.QuerySelectorAll($"select[name='{Row}/values:field'] optgroup[data-type=decimal] option").Select(option => option.GetAttribute("value")).ToList();
        Assert.Contains("grossWeightKg", offered);
        Assert.DoesNotContain("commodityCode", offered);
        Assert.Equal("decimal", sheet.Document.QuerySelector($"select[name='{Row}/field'] option[value=netWeightKg]")!.GetAttribute("data-type"));

        (sheet.Fields[$"{Row}/group"], sheet.Fields[$"{Row}/field"], sheet.Fields[$"{Row}/operator"], sheet.Fields[$"{Row}/values"]) = ("Goods", "netWeightKg", "equalsField", "0.45");
        sheet.Fill($"{Row}/values:field", "grossWeightKg");
        Assert.Equal(HttpStatusCode.SeeOther, (await author.Press(sheet, "send")).Status);
        Assert.Equal("""["grossWeightKg"]""", (await Indicator())["values"]!.ToJsonString());
        Assert.Contains("Gross weight, kg", (await author.See(Desk(draft))).Text);

        var again = await author.See($"{Desk(draft)}/edit");
        Assert.Equal(("", "grossWeightKg"), (again.Fields[$"{Row}/values"], again.Fields[$"{Row}/values:field"]));
        again.Fill($"{Row}/values:field", "commodityCode");
        var refused = await author.Press(again, "send");
        Assert.Contains("holds another type", Assert.Single(refused.Faults));
        Assert.Equal("commodityCode", refused.Fields[$"{Row}/values:field"]);

        // What was chosen there before is nothing to another operator.
        (refused.Fields[$"{Row}/operator"], refused.Fields[$"{Row}/values"]) = ("lessThan", "0.45");
        Assert.Equal(HttpStatusCode.SeeOther, (await author.Press(refused, "send")).Status);
        Assert.Equal("""["0.45"]""", (await Indicator())["values"]!.ToJsonString());

        async Task<JsonNode> Indicator() => (await draft.Read(Ceramics.Author))["content"]!["riskArea"]!["indicators"]![0]!;
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_second_writer_sees_the_first_ones_change_beside_the_own_text()
    {
        var draft = await ADraft.Prepared(program);
        using var first = Visitor.Of(program, Ceramics.Author);
        using var second = Visitor.Of(program, Ceramics.Author with { Subject = "author-2", Name = "B. Second" });
        var (one, other) = (await first.See($"{Desk(draft)}/edit"), await second.See($"{Desk(draft)}/edit"));

        one.Fill("/content/title", "The first one's title");
        Assert.Equal(HttpStatusCode.SeeOther, (await first.Press(one, "send")).Status);
        other.Fill("/content/title", "The second one's title");
        var stale = await second.Press(other, "send");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("The second one's title", stale.Fields["/content/title"]);
        Assert.Contains("The first one's title", stale.Document.QuerySelectorAll("ins").Select(each => each.TextContent));
        Assert.Contains(Ceramics.Author.Name, stale.Text);

        Assert.Equal(HttpStatusCode.SeeOther, (await second.Press(stale, "send")).Status);
        Assert.Equal("The second one's title", (await draft.Read(Ceramics.Author))["content"]!.Text("title"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Pressed_twice_it_is_done_once()
    {
        var draft = await ADraft.Registered(program);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator);
        var sheet = await coordinator.See($"{Desk(draft)}/withdrawal");
        sheet.Fill("/reason", "No longer imported");

        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => coordinator.Press(sheet, "send")));

        Assert.All(pressed, each => Assert.Equal(HttpStatusCode.SeeOther, each.Status));
        var journal = await program.As(Ceramics.Coordinator).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK);
        Assert.Single(journal["lines"]!.AsArray(), line => line!.Text("type") == "DraftWithdrawn");
    }

    private static string Desk(ADraft draft) => $"/desk/drafts/{draft.Path.Split('/')[^1]}";

    private static string Place(ADraft draft, string step, JsonNode? body) =>
        step == Resolve.Route ? $"{Desk(draft)}/{step}?as={body!["resolution"]}" : $"{Desk(draft)}/{DraftPlaces.Form(step)}";

    private static FormSchema Schema(string step, JsonNode body) => step == Resolve.Route
        ? ResolutionFields.Form(Enum.Parse<Resolution>(body.Text("resolution")))
        : FormSchema.Of(DraftCommandTable.All.Of(step).Command);

    private static bool HasForm(string step) => DraftCommandTable.All.Of(step).Body is not (CommandBody.File or CommandBody.Path or CommandBody.Named);

    private static IEnumerable<string> Links(Sheet sheet) => sheet.Document.QuerySelectorAll(".steps a").Select(link => link.GetAttribute("href")!);

    /// <summary>What happened last, without the times at which it did.</summary>
    private async Task<JsonNode> LastLine(ADraft draft, Actor by)
    {
        var reader = by.Authority == AuthorityCode.Fcs ? by : Ceramics.Auditor;
        var journal = await program.As(reader).GetAsync($"{draft.Path}/journal?limit=200").Body(HttpStatusCode.OK);
        var line = journal["lines"]!.AsArray()[^1]!.DeepClone();
        foreach (var member in (string[])["at", "hash"])
            line.AsObject().Remove(member);
        WithoutTimes(line);
        return line;
    }

    private static void WithoutTimes(JsonNode node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items.Where(item => item is not null))
                WithoutTimes(item!);
        }
        if (node is not JsonObject members)
            return;
        foreach (var name in members.Select(each => each.Key).ToArray())
        {
            if (name is "signedAt" or "givenAt" or "seenAt" or "startedAt" or "dueAt" or "number" or "profile" or "previousHash" || name.EndsWith("At", StringComparison.Ordinal))
                members.Remove(name);
            else if (members[name] is { } inner)
                WithoutTimes(inner);
        }
    }
}
