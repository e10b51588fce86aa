using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Browser.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests;

/// <summary>What somebody typed is text, whatever it looks like: no script of it runs, no picture of it is asked for, no dialog comes up.</summary>
[Collection(OneBrowser.Name)]
public sealed class MarkupTests(TheBrowser browser, TheProgram program)
{
    private const string Script = "<script>alert(1)</script>";
    private const string Picture = "\"><img src=x onerror=alert(2)>";

    /// <summary>Members whose texts have a form of their own.</summary>
    private static readonly string[] codes =
    [
        "authority", "kind", "territory", "mode", "group", "operator", "field", "code", "validFrom", "validTo", "email", "inspectionType", "dependsOn", "as", "procedures", "authorities", "traders",
        "vehicles", "values", "unit", "otherUnits",
    ];

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task No_text_of_a_draft_is_markup()
    {
        var prepare = Examples.Prepare();
        Spoil(prepare);
        var made = await program.As(Ceramics.Author).Post(Wire.Drafts, prepare.ToJsonString()).Body(HttpStatusCode.Created);
        var draft = new ADraft(program, $"{Wire.Drafts}/{made.Text("id")}", "");
        await draft.ThenUnseen(Ceramics.UnitHead, Sign.Route, new JsonObject { ["position"] = Picture }.ToJsonString());
        await draft.Then(Ceramics.CoordinationHead, RefuseVisa.Route, new JsonObject { ["as"] = "CoordinationHead", ["remarks"] = Script + Picture }.ToJsonString());
        var place = $"/desk/drafts/{made.Text("id")}";

        await using var author = await Person.AtWork(browser, program, Ceramics.Author, "ru");
        foreach (var page in (string[])[place, $"{place}/edit", $"{place}/print", $"{place}/similar", $"{place}/attachments", $"{place}/discard", "/desk/journal", "/desk/tasks", $"/desk/drafts/new?copy={made.Text("id")}", $"/desk/journal?text={Uri.EscapeDataString(Picture)}"])
        {
            await author.Opens(page);
            Assert.Equal(0, await author.Page.Locator("img, main script").CountAsync());
        }
        await author.Opens(place);
        var seen = await author.Page.GetByRole(AriaRole.Main).InnerTextAsync();
        Assert.Contains(Script, seen);
        Assert.Contains(Picture, seen);

        // On the way back as well: refused, kept and shown again.
        await author.Opens($"{place}/edit");
        await author.Page.GetByLabel("Первый день действия").FillAsync(Picture);
        await author.Presses("Изменить");
        Assert.Equal(1, await author.Page.Locator("#summary").CountAsync());
        Assert.Equal(Picture, await author.Page.GetByLabel("Первый день действия").InputValueAsync());
        Assert.Equal(0, await author.Page.Locator("img").CountAsync());
        author.Troubles.AreNone();
    }

    private static void Spoil(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                {
                    if (value is JsonValue text && text.GetValueKind() == System.Text.Json.JsonValueKind.String && !codes.Contains(name))
                        members[name] = Script + Picture;
                    else if (value is not null && !codes.Contains(name))
                        Spoil(value);
                }
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i] is JsonValue)
                        items[i] = Script + Picture;
                    else if (items[i] is { } item)
                        Spoil(item);
                }
                break;
        }
    }
}
