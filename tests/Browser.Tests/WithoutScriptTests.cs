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

/// <summary>Whole lives of drafts, led through the pages by officials whose browsers run no script.</summary>
[Collection(OneBrowser.Name)]
public sealed class WithoutScriptTests(TheBrowser browser, TheProgram program) : IAsyncLifetime
{
    private Office office = null!;
    private string title = "";

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task A_draft_comes_through_every_status_to_a_profile()
    {
        office = new Office(browser, program, "ru", script: false);
        title = "Заниженная стоимость керамической плитки, весь путь";
        await Prepare();
        await SignAndAgree();
        await Task(Ceramics.Coordinator, Register.Route);

        await Task(Ceramics.FcsCoordinator, AssignExecutor.Route, Json($$"""{ "subject": "{{Ceramics.Executor.Subject}}", "name": "Р. А. Зимин", "unit": "Tariff control" }"""));
        await Resolve(Resolution.GatheringInformation, Json("""{ "needed": "Цены производителей", "bodies": ["ФНС России"] }"""));
        await Task(Ceramics.Executor, RecordInformation.Route, Json("""{ "text": "ФНС России подтверждает цены." }"""));
        await Resolve(Resolution.FinalisationByFcs, Json("""{ "analysis": "Доля срабатываний" }"""));

        await Resolve(Resolution.FinalisationByAuthority, Json("""{ "remarks": ["Сравните цены 2025 года.", "Назовите перевозчиков."] }"""));
        await Task(Ceramics.Author, Edit.Route, Json("""{ "note": { "calculation": "412 из 530 деклараций ниже порога; в 2025 году – 377 из 498." } }"""));
        await SignAndAgree();
        await Task(Ceramics.Coordinator, Resubmit.Route, Json("""{ "answers": [{ "remark": 1, "answer": "Записка сравнивает их." }, { "remark": 2, "answer": "Они названы в области риска." }] }"""));

        await Resolve(Resolution.RequestToDirectorate, Json("""{ "question": "Таков ли уровень цен региона?", "unit": "Customs value" }"""));
        await Task(Ceramics.DirectorateOfficer, GiveOpinion.Route, Json("""{ "conclusion": "Профиль нужен", "text": "Те же цены видят две другие таможни.", "official": "Д. П. Рогов" }"""));
        await Task(Ceramics.DirectorateCoordinator, AgreeOpinion.Route);

        await Step(Ceramics.RmsHead, ConveneMeeting.Route, Examples.Of<ConveneMeeting>());
        await Task(Ceramics.FcsCoordinator, RecordMinutes.Route, Examples.Of<RecordMinutes>());
        await Resolve(Resolution.Expedient, Json("""{ "agreedBy": "В. В. Кузьмин" }"""));

        await EditProfile();
        await Task(Ceramics.Executor, PrepareProfile.Route);
        await Task(Ceramics.FcsUnitHead, GiveProfileVisa.Route);
        await Task(Ceramics.Executor, SignProfile.Route, Examples.Of<SignProfile>());
        await Task(Ceramics.DivisionHead, SignProfile.Route);
        await Task(Ceramics.Executor, RequestApproval.Route, Examples.Of<RequestApproval>());
        await Task(Ceramics.DivisionHead, Approve.Route);
        await Task(Ceramics.Executor, ReportApproval.Route, Examples.Of<ReportApproval>());
        await Task(Ceramics.FcsCoordinator, RegisterProfile.Route);

        var author = await office.Of(Ceramics.Author);
        await author.OpensDraft(title);
        var draft = await author.Page.GetByRole(AriaRole.Main).InnerTextAsync();
        Assert.Contains(DraftStatus.Adopted.InWords().Ru, draft);
        Assert.Contains("Версия 2", draft);
        await author.GoesTo("Profiles", "Профили");
        await author.Follows(author.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = title }).First.GetByRole(AriaRole.Link).First);
        Assert.Contains(title, await author.Page.GetByRole(AriaRole.Main).InnerTextAsync());
        office.HasNoTroubles();
    }

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task A_draft_that_was_signed_on_paper_is_found_inexpedient()
    {
        office = new Office(browser, program, "en", script: false);
        title = "Ceramic tiles that a profile covers already";
        var coordinator = await office.Of(Ceramics.Coordinator);
        await coordinator.GoesTo("New draft", "Новый проект");
        var submission = Examples.Submission();
        submission["content"]!["title"] = title;
        await coordinator.Fills(FormSchema.Of(typeof(Submit)), submission);
        await coordinator.Sends("Submit and register");
        Assert.Matches("00/10216/[0-9]{8}/[0-9]{5}", await coordinator.Page.GetByRole(AriaRole.Main).InnerTextAsync());

        await Task(Ceramics.FcsCoordinator, AssignExecutor.Route, Json($$"""{ "subject": "{{Ceramics.Executor.Subject}}", "name": "R. A. Zimin", "unit": "Tariff control" }"""));
        await Resolve(Resolution.Inexpedient, Json("""{ "reasons": "A profile in force covers the risk." }"""));

        await coordinator.OpensDraft(title);
        var draft = await coordinator.Page.GetByRole(AriaRole.Main).InnerTextAsync();
        Assert.Contains(DraftStatus.Inexpedient.InWords().En, draft);
        Assert.Contains("A profile in force covers the risk.", draft);
        office.HasNoTroubles();
    }

    public Task InitializeAsync() => System.Threading.Tasks.Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (office is not null)
            await office.DisposeAsync();
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private async Task Prepare()
    {
        var author = await office.Of(Ceramics.Author);
        await author.GoesTo("New draft", "Новый проект");
        var prepare = Examples.Prepare();
        prepare["content"]!["title"] = title;
        await author.Fills(FormSchema.Of(typeof(Prepare)), prepare);
        await author.Sends(author.T("Save the draft", "Сохранить проект"));
    }

    private async Task SignAndAgree()
    {
        await Task(Ceramics.UnitHead, Sign.Route, Examples.Of<Sign>());
        await Task(Ceramics.CoordinationHead, GiveVisa.Route, Json("""{ "as": "CoordinationHead" }"""));
        await Task(Ceramics.DeputyHead, GiveVisa.Route, Json("""{ "as": "DeputyHead" }"""));
        await Task(Ceramics.OtherUnitHead, GiveVisa.Route, Json("""{ "as": "UnitHead" }"""));
    }

    /// <summary>A step that waits for somebody.</summary>
    private async Task Task(Actor official, string route, JsonNode? fill = null)
    {
        var person = await office.Of(official);
        await person.OpensTask(title, route);
        await Finish(person, route, fill);
    }

    /// <summary>A step that somebody may take and nobody waits for.</summary>
    private async Task Step(Actor official, string route, JsonNode? fill)
    {
        var person = await office.Of(official);
        await person.OpensStep(title, route);
        await Finish(person, route, fill);
    }

    private static async Task Finish(Person person, string route, JsonNode? fill)
    {
        if (fill is not null)
            await person.Fills(FormSchema.Of(DraftCommandTable.All.Of(route).Command), fill, route);
        await person.Sends(person.StepName(route));
    }

    private async Task Resolve(Resolution resolution, JsonNode fill)
    {
        var person = await office.Of(Ceramics.Executor);
        await person.OpensTask(title, Grains.Drafts.Resolve.Route);
        await person.Follows(person.In(resolution.InWords()));
        await person.Fills(ResolutionFields.Form(resolution), fill, Grains.Drafts.Resolve.Route);
        await person.Sends(person.In(resolution.InWords()));
    }

    private async Task EditProfile()
    {
        var person = await office.Of(Ceramics.Executor);
        await person.OpensStep(title, Grains.Drafts.EditProfile.Route);
        await person.Fills(FormSchema.Of(typeof(EditProfile)), Json("""{ "units": ["Analysis"] }"""), "profile");
        await person.Sends(person.StepName(Grains.Drafts.EditProfile.Route));
    }
}
