using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>A profile: how it stands, its versions, and what the centre does with it.</summary>
[Collection(OneDesk.Name)]
public sealed class ProfilePageTests(TheProgram program)
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task An_update_by_its_form_does_what_the_API_does_with_it_and_shows_what_is_different()
    {
        var (byForm, byApi) = (await AProfile.Adopted(program), await AProfile.Adopted(program));
        var update = JsonNode.Parse(AProfile.Update(offices: ["10216000", "10702000"]))!;
        update["content"]!["title"] = "Understated value of glazed ceramic tiles";
        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator);

        var form = await centre.Fill(await centre.See($"{Desk(byForm)}/update"), FormSchema.Of(typeof(UpdateProfile)), update);
        var done = await centre.Press(form, "send");
        Assert.True(done.Status == HttpStatusCode.SeeOther, $"{(int)done.Status} {string.Join(' ', done.Summary)} {done.Text}");
        await program.As(Ceramics.FcsCoordinator).Post($"{byApi}/update", update.ToJsonString()).Body(HttpStatusCode.OK);

        Assert.True(JsonNode.DeepEquals(await Content(byApi, 2), await Content(byForm, 2)));
        Assert.Contains("Done", (await centre.See(done.Location!)).Text);
        var version = await centre.See($"{Desk(byForm)}/versions/2");
        Assert.Contains("glazed", version.Document.QuerySelectorAll("td ins").Select(each => each.TextContent.Trim()));
        Assert.Contains("customs", version.Document.QuerySelectorAll("td del").Select(each => each.TextContent.Trim()));
        Assert.Contains("10702000", version.Document.QuerySelectorAll("td ins").Select(each => each.TextContent.Trim()));
        var backwards = await centre.See($"{Desk(byForm)}/versions/1?against=2");
        Assert.Contains("glazed", backwards.Document.QuerySelectorAll("td del").Select(each => each.TextContent.Trim()));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_update_that_was_opened_and_only_decided_on_changes_nothing_else()
    {
        var path = await AProfile.Adopted(program);
        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator, "ru");
        var form = await centre.See($"{Desk(path)}/update");
        form.Fill("/decision/number", "14-88/301");
        form.Fill("/decision/date", "21.11.2026");
        form.Fill("/decision/reason", "Переиздаётся");

        Assert.Equal(HttpStatusCode.SeeOther, (await centre.Press(form, "send")).Status);

        Assert.True(JsonNode.DeepEquals(await Content(path, 1), await Content(path, 2)));
        Assert.Empty((await centre.See($"{Desk(path)}/versions/2")).Document.QuerySelectorAll("ins, del"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_cancellation_ends_it_and_nothing_is_offered_then()
    {
        var path = await AProfile.Adopted(program);
        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator);
        Assert.Equal([$"{Desk(path)}/update", $"{Desk(path)}/cancellation"], Steps(await centre.See(Desk(path))));

        var empty = await centre.Press(await centre.See($"{Desk(path)}/cancellation"), "send");
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Equal(3, empty.Summary.Count);
        empty.Fill("/decision/number", "14-88/17");
        empty.Fill("/decision/date", "21.11.2026");
        empty.Fill("/decision/reason", "The risk has gone.");
        Assert.Equal(HttpStatusCode.SeeOther, (await centre.Press(empty, "send")).Status);

        var ended = await centre.See(Desk(path));
        Assert.Contains("Cancelled", ended.Text);
        Assert.Contains("The risk has gone.", ended.Text);
        Assert.Empty(Steps(ended));
        Assert.Equal(HttpStatusCode.Conflict, (await centre.Open($"{Desk(path)}/update")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Everybody_else_is_offered_nothing_and_told_why_at_its_form()
    {
        var path = await AProfile.Adopted(program);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");

        Assert.Empty(Steps(await coordinator.See(Desk(path))));
        var refused = await coordinator.Open($"{Desk(path)}/cancellation");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("координатор ФТС России", refused.Text);
        using var elsewhere = Visitor.Of(program, Officials.OfVladivostok);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Open(Desk(path))).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Whoever_knows_its_number_is_led_to_it_and_a_wrong_number_is_named()
    {
        var path = await AProfile.Adopted(program);
        var number = path.Split('/')[^1].Replace('-', '/');
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator);

        Assert.Equal(Desk(path), (await coordinator.Open($"/desk/profiles?number=%20{Uri.EscapeDataString(number)}")).Location);
        Assert.Single((await coordinator.See("/desk/profiles?number=13-1")).Faults);
        Assert.Single((await coordinator.Open("/desk/profiles?authority=1")).Faults);
        Assert.Contains(number, (await coordinator.See("/desk/profiles?status=Registered&territory=Zonal")).Text);
        Assert.DoesNotContain(number, (await coordinator.See("/desk/profiles?status=Expired")).Text);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Its_print_is_the_sheet_of_the_API()
    {
        var path = await AProfile.Adopted(program);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var printed = await coordinator.See($"{Desk(path)}/print");
        Assert.Equal("ru", printed.Document.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("script-src", printed.Response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.NotNull(printed.Document.QuerySelector("style"));
    }

    private static string Desk(string path) => $"/desk/profiles/{path.Split('/')[^1]}";

    private static IEnumerable<string> Steps(Sheet sheet) => sheet.Document.QuerySelectorAll(".steps a").Select(link => link.GetAttribute("href")!);

    private async Task<JsonNode> Content(string path, int version)
    {
        var body = await program.As(Ceramics.FcsCoordinator).GetAsync($"{path}/versions/{version}").Body(HttpStatusCode.OK);
        return new JsonObject { ["content"] = body["content"]!.DeepClone(), ["note"] = body["note"]!.DeepClone() };
    }
}
