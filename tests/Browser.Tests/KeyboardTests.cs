using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Browser.Tests.Stage;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests;

/// <summary>A whole life of a draft by keys alone, on a Russian layout.</summary>
[Collection(OneBrowser.Name)]
public sealed class KeyboardTests(TheBrowser browser, TheProgram program) : IAsyncLifetime
{
    private const string Title = "Плитка по клавиатуре";

    private readonly Dictionary<string, (Person Person, KeyboardWork Work)> atWork = [];

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task A_draft_is_led_to_its_profile_without_a_mouse()
    {
        var author = await Of(Ceramics.Author);
        await author.Goes('N');
        var prepare = Examples.Prepare();
        prepare["content"]!["title"] = Title;
        await author.Fills(FormSchema.Of(typeof(Prepare)), prepare);
        await author.Presses("Сохранить проект");

        await Step(Ceramics.UnitHead, Sign.Route);
        await Step(Ceramics.CoordinationHead, GiveVisa.Route, Json("""{ "as": "CoordinationHead" }"""));
        await Step(Ceramics.DeputyHead, GiveVisa.Route, Json("""{ "as": "DeputyHead" }"""));
        await Step(Ceramics.OtherUnitHead, GiveVisa.Route, Json("""{ "as": "UnitHead" }"""));
        await Step(Ceramics.Coordinator, Register.Route);
        await Step(Ceramics.FcsCoordinator, AssignExecutor.Route, Json($$"""{ "subject": "{{Ceramics.Executor.Subject}}", "name": "Р. А. Зимин", "unit": "Tariff control" }"""));
        await Expedient();
        await EditTheProfile();
        await Step(Ceramics.Executor, PrepareProfile.Route);
        await Step(Ceramics.FcsUnitHead, GiveProfileVisa.Route);
        await Step(Ceramics.Executor, SignProfile.Route);
        await Step(Ceramics.DivisionHead, SignProfile.Route);
        await Step(Ceramics.Executor, RequestApproval.Route);
        await Step(Ceramics.DivisionHead, Approve.Route);
        await Step(Ceramics.Executor, ReportApproval.Route, Examples.Of<ReportApproval>());
        await Step(Ceramics.FcsCoordinator, RegisterProfile.Route);

        await author.OpensDraft(Title);
        Assert.Contains(DraftStatus.Adopted.InWords().Ru, await atWork[Ceramics.Author.Subject].Person.Page.GetByRole(AriaRole.Main).InnerTextAsync());
        Assert.Empty(atWork.Values.SelectMany(each => each.Person.Troubles.Seen));
    }

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task Letters_lead_to_the_sections_to_the_search_and_from_row_to_row_until_they_are_turned_off()
    {
        await ADraft.Registered(program);
        await ADraft.Prepared(program);
        var work = await Of(Ceramics.Coordinator);
        var page = atWork[Ceramics.Coordinator.Subject].Person.Page;
        await work.Goes('P');
        Assert.EndsWith("/desk/profiles", page.Url);
        await work.Goes('J');
        Assert.EndsWith("/desk/journal", page.Url);

        await work.Keys.Slash();
        Assert.Equal("text", (await work.Here()).Field);
        await work.Keys.Type("гвоздь");
        Assert.Equal("гвоздь", (await work.Here()).Value); // letters are letters in a field
        await work.Leads(work.Keys.Enter);
        Assert.Contains("text=", page.Url);

        await work.Goes('J');
        await work.Keys.Place('J');
        var first = (await work.Here()).Row;
        await work.Keys.Place('J');
        Assert.NotEqual(first, (await work.Here()).Row);
        await work.Keys.Place('K');
        Assert.Equal(first, (await work.Here()).Row);
        await work.Leads(work.Keys.Enter);
        Assert.Contains("/desk/drafts/", page.Url);
        await work.Leads(() => work.Keys.Slash(shift: true));
        Assert.EndsWith("/desk/help", page.Url);

        await work.Presses("Отключить");
        await work.Keys.Place('G');
        await work.Keys.Place('T');
        await work.Presses("Включить"); // is still this page
        await work.Goes('T');
        Assert.Empty(atWork.Values.SelectMany(each => each.Person.Troubles.Seen));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var (person, _) in atWork.Values)
            await person.DisposeAsync();
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    /// <summary>Somebody who has signed in by keys.</summary>
    private async Task<KeyboardWork> Of(Actor official)
    {
        if (atWork.TryGetValue(official.Subject, out var known))
            return known.Work;
        var person = await Person.Arrives(browser, program.ClientOptions.BaseAddress, "ru");
        var work = await KeyboardWork.Of(person);
        atWork[official.Subject] = (person, work);
        await person.Opens("/");
        await work.TabTo(stop => stop.Field == "token", "the token");
        await work.Keys.Paste(program.Token(official));
        await work.Presses("Войти");
        return work;
    }

    /// <summary>A step that waits for somebody.</summary>
    private async Task Step(Actor official, string route, JsonNode? fill = null)
    {
        var work = await Of(official);
        await work.OpensTask(Title, route);
        if (fill is not null)
            await work.Fills(FormSchema.Of(DraftCommandTable.All.Of(route).Command), fill);
        await Send(official, DraftCommandTable.All.Of(route).Name.Ru);
    }

    private async Task Expedient()
    {
        var work = await Of(Ceramics.Executor);
        await work.OpensTask(Title, Resolve.Route);
        await work.Presses(Resolution.Expedient.InWords().Ru);
        await work.Fills(ResolutionFields.Form(Resolution.Expedient), Json("""{ "agreedBy": "В. В. Кузьмин" }"""));
        await Send(Ceramics.Executor, Resolution.Expedient.InWords().Ru);
    }

    private async Task EditTheProfile()
    {
        var work = await Of(Ceramics.Executor);
        await work.OpensDraft(Title);
        await work.Presses(DraftCommandTable.All.Of(EditProfile.Route).Name.Ru);
        await work.Fills(FormSchema.Of(typeof(EditProfile)), Json("""{ "units": ["Analysis"] }"""));
        await Send(Ceramics.Executor, DraftCommandTable.All.Of(EditProfile.Route).Name.Ru);
    }

    private async Task Send(Actor official, string button)
    {
        var (person, work) = atWork[official.Subject];
        await work.Presses(button);
        await person.SeesItDone(button);
    }
}
