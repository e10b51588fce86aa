using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Drafts;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>Data of every kind, and who may do what with it.</summary>
internal static class FullDesk
{
    private static readonly Actor[] officials =
    [
        Ceramics.Author, Ceramics.UnitHead, Ceramics.OtherUnitHead, Ceramics.CoordinationHead, Ceramics.DeputyHead, Ceramics.Coordinator, Ceramics.FcsCoordinator, Ceramics.RmsHead,
        Ceramics.Executor, Ceramics.FcsUnitHead, Ceramics.DivisionHead, Ceramics.DirectorateOfficer, Ceramics.DirectorateCoordinator,
    ];

    /// <summary>Drafts from before name a unit that is not among them.</summary>
    private const string Units =
        """
        authority,code,name_ru,name_en,field,coordination,from,to
        10216000,OPSUR,Отдел применения системы управления рисками,Risk analysis,Risk management,true,2026-01-01,

        """;

    private static string[] Declarations => [.. Enumerable.Range(1, 9).Select(serial =>
        $$"""{"number":"10216020/{{serial:00}}1126/000000{{serial}}","items":[{"item":1,"commodityCode":"69072100{{serial}}0","originCountry":"CN","netWeightKg":100,"customsValue":{{serial}}000}]}""")];

    private const string Prices =
        "NAPR\tPERIOD\tSTRANA\tTNVED\tEDIZM\tSTOIM\tNETTO\tKOL\tREGION\nИМ\t01/2026\tTR\t6907210001\tМ2\t50\t100\t\t45000\nИМ\t10/2026\tTR\t6907210001\tМ2\t200\t100\t\t45000\nИМ\t13/2026\tTR\t6907210001\tМ2\t200\t100\t\t45000\n";

    private const string Tiles =
        """{ "riskArea": { "description": "Плитка", "indicators": [ { "group": "Goods", "field": "commodityCode", "operator": "startsWith", "values": ["6907"] } ] }, "validFrom": "2026-12-01", "validTo": "2027-11-30" }""";

    private static JsonObject Unfinished => new() { ["title"] = "Новый проект", ["values"] = new JsonObject { ["/content/title"] = "Начато" } };

    /// <summary>The forms of all commands: each with somebody who may take the step, and a draft that allows it.</summary>
    public static async Task<ILookup<Actor, string>> Make(TheProgram program)
    {
        var drafts = new List<ADraft> { await ADraft.Prepared(program), await ADraft.Signed(program), await ADraft.Agreed(program) };
        foreach (var route in LifeRoutes.All.Values)
            drafts.Add(await route.Permission(program));
        await (await ADraft.Registered(program)).Then(Ceramics.Coordinator, Withdraw.Route, Examples.Of<Withdraw>().ToJsonString());
        var withFile = await (await ADraft.Prepared(program)).With(Ceramics.Author, "draft", "расчёт.csv", "name;price\nплитка;0,38\n"u8.ToArray());
        var withProfile = await ADraft.Reported(program);
        var withMinutes = await (await ADraft.Convened(program)).Then(Ceramics.FcsCoordinator, RecordMinutes.Route, Examples.Of<RecordMinutes>().ToJsonString());
        var withOpinion = await (await ADraft.WithOpinion(program)).Then(Ceramics.DirectorateCoordinator, AgreeOpinion.Route, null);
        var profile = await AProfile.Adopted(program);
        await program.As(Ceramics.FcsCoordinator).Post($"{profile}/update", AProfile.Update()).Body(HttpStatusCode.OK);
        await program.As(Ceramics.Coordinator).Post("/api/v1/webhooks", """{ "url": "http://127.0.0.1:9/hooks" }""").Body(HttpStatusCode.Created);
        await program.As(Ceramics.Author).PutAsync("/api/v1/unfinished/new-draft", Wire.Json(Unfinished)).Body(HttpStatusCode.Created);
        await Controls(program);
        await program.As(Officials.Operator).PostAsync($"/api/v1/authorities/{Ceramics.Baltic}/units/import", Wire.Text(Units, "text/csv")).Body(HttpStatusCode.OK);

        await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", Wire.Lines(Declarations)).Body(HttpStatusCode.OK);
        var run = (await program.As(Ceramics.Author).Post("/api/v1/trial-runs", Tiles).Body(HttpStatusCode.Accepted)).Text("id");
        await Patience.Until("the trial run", () => program.As(Ceramics.Author).GetAsync($"/api/v1/trial-runs/{run}").Body(HttpStatusCode.OK), now => now["endedAt"] is not null);

        using var prices = new HttpRequestMessage(HttpMethod.Post, "/api/v1/price-points/loads?mapping=fcs-statistics&source=prices.csv") { Content = Wire.Text(Prices, "text/csv") };
        var priced = await program.As(Officials.Operator).SendAsync(prices).Body(HttpStatusCode.OK);
        var research = await program.As(Ceramics.Author).Post("/api/v1/price-researches", """{ "commodityCode": "6907", "from": "2026-01", "to": "2026-11" }""").Body(HttpStatusCode.Created);

        await program.LoadRiskAreas();
        var entry = await program.AnAppeal();
        var signed = await program.AnInstruction();
        var given = await program.AnInstruction();
        await program.As(ARegister.Registrar).Post($"{ARegister.PathOf(given)}/steps/communication", ARegister.Communication).Body(HttpStatusCode.OK);

        var forms = new Dictionary<string, (Actor Official, string Place)>
        {
            ["new entry"] = (ARegister.Registrar, "/desk/records/appeal/new"),
            ["entry"] = (ARegister.Registrar, $"/desk/entries/{entry.Text("id")}"),
            ["instruction to be given"] = (ARegister.Registrar, $"/desk/entries/{signed.Text("id")}"),
            ["instruction with executors"] = (ARegister.Head, $"/desk/entries/{given.Text("id")}"),
            ["chain of numbers"] = (Ceramics.Auditor, "/desk/records/appeal/chain?sequence=appeal%2F10216000%2F2026"),
            ["risk area"] = (Ceramics.FcsCoordinator, $"/desk/reference/risk-areas/{ARiskArea.Code}"),
            ["risk areas by authority"] = (Ceramics.FcsCoordinator, "/desk/reference/classifiers/risk-area-duties"),
            ["printed entry"] = (ARegister.Registrar, $"/desk/entries/{entry.Text("id")}/print"),
            ["checks"] = (AControl.Inspector, "/desk/checks"),
            ["declaration"] = (AControl.Inspector, Declaration(1)),
            ["decision"] = (AControl.Inspector, $"{Declaration(1)}/decision?hit=1"),
            ["found hit"] = (AControl.Inspector, $"{Declaration(1)}/found-hits"),
            ["measure without a profile"] = (AControl.Inspector, $"{Declaration(1)}/measures"),
            ["end of a control"] = (AControl.Inspector, $"{Declaration(1)}/closing"),
            ["agreement"] = (AControl.PostHead, $"{Declaration(2)}/agreements?hit=1&measure=1"),
            ["entry of a measure"] = (AControl.Inspector, $"{Declaration(2)}/entries?hit=1&measure=1"),
            ["result"] = (AControl.Inspector, $"{Declaration(3)}/results?hit=1&measure=1"),
            ["declaration with a result to come"] = (AControl.PostHead, Declaration(3)),
            ["loads"] = (Officials.Operator, "/desk/declarations/loads"),
            ["load"] = (Officials.Operator, "/desk/declarations/loads/1"),
            ["loads of prices"] = (Officials.Operator, "/desk/prices/loads"),
            ["load of prices"] = (Officials.Operator, $"/desk/prices/loads/{priced["id"]}"),
            ["prices"] = (Ceramics.Author, "/desk/prices"),
            ["price points"] = (Ceramics.Author, "/desk/prices/points"),
            ["price research"] = (Ceramics.Author, $"/desk/prices/researches/{research.Text("id")}"),
            ["suggestions"] = (Ceramics.Author, "/desk/suggestions"),
            ["trial run"] = (Ceramics.Author, $"/desk/trials/{run}"),
            ["files"] = (Ceramics.Author, $"{Place(withFile)}/attachments"),
            ["file"] = (Ceramics.Author, $"{Place(withFile)}/attachments/1"),
            ["profile in the making"] = (Ceramics.Executor, Place(withProfile)),
            ["recorded minutes"] = (Ceramics.Executor, Place(withMinutes)),
            ["agreed opinion"] = (Ceramics.Executor, Place(withOpinion)),
        };
        foreach (var draft in drafts)
        {
            foreach (var official in officials)
            {
                var answer = await draft.Get(official, "");
                if (answer.StatusCode != HttpStatusCode.OK)
                    continue;
                foreach (var step in (await answer.Body())["possible"]!.AsArray().Select(each => each!.GetValue<string>()).Where(CommandPages.HasForm))
                    forms.TryAdd(step, (official, $"{Place(draft)}/{DraftPlaces.Form(step)}"));
            }
        }
        var shift = await Duty(program);
        forms["duty board"] = (dutyOfficer, "/desk/duty");
        forms["all of the duty board"] = (dutyOfficer, "/desk/duty?all=true");
        forms["summary"] = (dutyOfficer, "/desk/duty/summaries/2026-11-22?authority=10000000");
        forms["shift to take over"] = (nextOfficer, $"/desk/entries/{shift}");
        return forms.Values.ToLookup(form => form.Official, form => form.Place);
    }

    private static readonly Actor dutyOfficer = ARegister.Official("full-duty-1", Role.DutyOfficer, AuthorityCode.Fcs);
    private static readonly Actor nextOfficer = ARegister.Official("full-duty-2", Role.DutyOfficer, AuthorityCode.Fcs);

    /// <summary>A shift that waits to be taken over with something open and something unread, and the summary of the morning after.</summary>
    private static async Task<string> Duty(TheProgram program)
    {
        const string Incident = """
            { "values": { "severity": "serious", "place": "Причал", "happenedAt": "2026-11-21T10:15:00+03:00", "learnedAt": "2026-11-21T10:20:00+03:00", "content": "Течь контейнера" } }
            """;
        await program.As(dutyOfficer).Post($"{ARegister.Registers}/incident/entries", Incident).Body(HttpStatusCode.Created);
        await program.As(ARegister.Official("full-duty-3", Role.DutyOfficer)).Post($"{ARegister.Registers}/incident/entries", Incident).Body(HttpStatusCode.Created);
        var shift = await program.As(dutyOfficer).Post($"{ARegister.Registers}/shift/entries", """{ "values": { "post": "Зал дежурной службы" } }""").Body(HttpStatusCode.Created);
        program.Clock.Turn(TimeSpan.FromHours(21));
        await program.As(dutyOfficer).Post(
            $"{ARegister.PathOf(shift)}/steps/handover", $$"""{ "responsible": { "subject": "{{nextOfficer.Subject}}", "name": "{{nextOfficer.Name}}" } }""").Body(HttpStatusCode.OK);
        await program.Summarise();
        return shift.Text("id");
    }

    private static string Declaration(int serial) => $"/desk{AControl.Path(serial)["/api/v1".Length..]}";

    /// <summary>One that waits for a decision, one for the agreement of the head of the post and an entry, and one for a result.</summary>
    private static async Task Controls(TheProgram program)
    {
        const string Measures = "code,name,inspection,valid_from,valid_to,note,agreement,presence,moments,low_risk\n106,Таможенный досмотр,yes,2011-01-01,,,yes,yes,,no\n104,Пломбы,no,2011-01-01,,,no,no,,no\n";
        const string Decision = """{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }""";
        const string Entry = """
            { "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00", "presentOfficial": "А. Б. Сидоров", "inspection": {
              "number": "10216000/301126/000001", "begin": "2026-11-20T10:00:00+03:00", "end": "2026-11-20T12:30:00+03:00", "percent": 10,
              "weighed": true, "opened": true, "recounted": false, "goodsAgree": false } } }
            """;
        var known = await program.As(Officials.Operator).GetAsync("/api/v1/classifiers/measures");
        using var load = new HttpRequestMessage(HttpMethod.Post, "/api/v1/classifiers/measures/import") { Content = Wire.Text(Measures, "text/csv") };
        load.Headers.IfMatch.Add(known.Headers.ETag!);
        await program.As(Officials.Operator).SendAsync(load).Body(HttpStatusCode.OK);

        await AControl.InForce(program, Ceramics.Content);
        foreach (var serial in (int[])[1, 2, 3])
            await program.Check(serial);
        foreach (var serial in (int[])[2, 3])
            await program.Do(serial, "decision", Decision).Body(HttpStatusCode.OK);
        await program.Do(3, "agreements", """{ "hit": 1, "measure": 1 }""", AControl.PostHead).Body(HttpStatusCode.OK);
        await program.Do(3, "entries", Entry).Body(HttpStatusCode.OK);
    }

    private static string Place(ADraft draft) => $"/desk/drafts/{draft.Path.Split('/')[^1]}";
}
