using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Print;

[Collection(OneProgram.Name)]
public sealed class DraftPrintTests(TheProgram program)
{
    private const string Markup = "<script>alert('x')</script>&amp;\"";

    [Fact]
    public async Task Has_a_sheet_for_each_paper_of_a_whole_life()
    {
        var draft = await Adopted();

        var page = await Print(draft);

        Assert.Equal("en", page.Language);
        Assert.Equal(
            [
                "Draft risk profile", "Explanatory note", "Minutes of the joint meeting", "Opinion of the directorate", "Risk profile", "Explanatory note",
                "Memorandum", "Extract of the journal",
            ],
            page.Sheets);
        Assert.Contains("14/RMS, 21.11.2026", page.Sheet("Minutes of the joint meeting"), StringComparison.Ordinal);
        Assert.Contains("Two other offices of the region", page.Sheet("Opinion of the directorate"), StringComparison.Ordinal);
        Assert.Contains("Opinion of the directorate", page.Sheet("Memorandum"), StringComparison.Ordinal);
        Assert.Contains("No. 13/100000/", page.Sheet("Risk profile"), StringComparison.Ordinal);
        Assert.Equal(4, page.Rows("Draft risk profile").Count(row => row is [_, _, "", var time] && time.Contains("(UTC+03:00)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Has_the_same_sheets_in_russian()
    {
        var page = await Print(await Adopted(), "?language=ru");

        Assert.Equal("ru", page.Language);
        Assert.Equal(
            [
                "Проект профиля риска", "Пояснительная записка", "Протокол совместного совещания", "Заключение регионального таможенного управления", "Профиль риска",
                "Пояснительная записка", "Докладная записка", "Выписка из журнала",
            ],
            page.Sheets);
    }

    [Fact]
    public async Task Tells_the_journal_line_by_line_with_who_and_with_what_words()
    {
        var draft = await ADraft.SentBack(program);

        var rows = (await Print(draft, "?part=Journal")).Rows("Extract of the journal");

        var lines = (await program.As(Ceramics.Coordinator).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray();
        Assert.Equal(lines.Select(line => line!["line"]!.ToString()), rows.Select(row => row[0]));
        Assert.Equal(
            "Sent back to the authority for finalisation: Say what like goods cost in 2025.; Name the carriers that are concerned.", rows[^1][2]);
        Assert.Equal("Official executor-1, executor, Federal Customs Service (10000000)", rows[^1][3]);
    }

    [Fact]
    public async Task Writes_what_people_wrote_as_text_and_never_as_markup()
    {
        var submission = Examples.Submission();
        foreach (var text in FreeTexts(submission))
            text.ReplaceWith(JsonValue.Create(text.GetValue<string>() + Markup));
        var written = FreeTexts(submission).Length;
        Assert.True(written > 15);
        var submitted = await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);

        var page = await PrintedPage.Read(program.As(Ceramics.Coordinator), $"{Wire.Drafts}/{submitted.Text("id")}/print");

        Assert.True(page.Text.Split(Markup).Length - 1 >= written);
    }

    [Fact]
    public async Task Sends_an_informal_profile_with_a_letter_that_shows_its_number()
    {
        var draft = await ADraft.Expedient(program);
        var edit = Examples.EditProfile();
        edit["units"] = new JsonArray();
        edit["content"]!["mode"] = "Informal";
        await draft.Then(Ceramics.Executor, "profile", edit.ToJsonString());
        await draft.Then(Ceramics.Executor, "profile-preparation", null);
        await draft.Then(Ceramics.Executor, "profile-signatures", null);
        await draft.Then(Ceramics.DivisionHead, "profile-signatures", null);
        await draft.Then(Ceramics.Executor, "approval-request", """{ "text": "For signature." }""");
        await draft.Then(Ceramics.DivisionHead, "approval", null);
        await draft.Then(Ceramics.Executor, "approval-report", """{ "date": "2026-11-21", "number": "01-11/4711" }""");

        var letter = (await Print(draft, "?part=Covering")).Sheet("Covering letter");

        Assert.Contains("For signature.", letter, StringComparison.Ordinal);
        Assert.Contains("01-11/4711", letter, StringComparison.Ordinal);
        Assert.Contains("21.11.2026", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Opinion of the directorate", letter, StringComparison.Ordinal);
        Assert.Contains("From the Federal Customs Service to the customs authorities", letter, StringComparison.Ordinal);
        Assert.Contains("Baltic Customs (10216000)", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bears_its_marks_its_time_and_room_for_what_is_signed_by_hand()
    {
        var draft = await ADraft.Signed(program);

        var page = await Print(draft, "?part=Draft&language=ru&copy=3");

        Assert.Contains("Для служебного пользования\nЭкз. № 3", page.Sheet("Проект профиля риска"), StringComparison.Ordinal);
        Assert.Contains("Балтийская таможня (10216000)", page.Sheet("Проект профиля риска"), StringComparison.Ordinal);
        Assert.Matches("Напечатано [0-9]{2}[.]11[.]2026 [0-9:]{5} [(]UTC[+]03:00[)]", page.Text);
        Assert.Equal(3, page.Rows("Проект профиля риска").Count(row => row is [_, "", "", ""]));
        Assert.Contains("Copy No. ______", (await Print(draft, "?part=Draft&language=en")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.As(Ceramics.Author).GetAsync($"{draft.Path}/print?copy=0")).StatusCode);
    }

    [Fact]
    public async Task Keeps_the_line_breaks_of_lists_and_tables()
    {
        var submission = Examples.Submission();
        submission["note"]!["sources"] = new JsonArray("The first line\nand the second");
        var submitted = await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);

        var answer = await (await program.As(Ceramics.Coordinator).GetAsync($"{Wire.Drafts}/{submitted.Text("id")}/print")).Content.ReadAsStringAsync();

        Assert.Contains("The first line&#xA;and the second", answer, StringComparison.Ordinal);
        Assert.Contains("td, li { white-space: pre-line; }", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_minutes_of_the_version_before()
    {
        var draft = await ADraft.Convened(program);
        await draft.Then(Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString());
        await draft.Then(Ceramics.Executor, "resolution", """{ "resolution": "FinalisationByAuthority", "remarks": ["Name the carriers."] }""");
        Assert.Contains("rework of version 1", (await Print(draft)).Sheet("Draft risk profile"), StringComparison.Ordinal);
        await draft.Then(Ceramics.UnitHead, "signature", null);
        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await draft.Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        await draft.Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
        await draft.Then(Ceramics.Coordinator, "resubmission", """{ "answers": [ { "remark": 1, "answer": "They are named." } ] }""");

        var page = await Print(draft);

        Assert.Contains("version 1", page.Sheet("Minutes of the joint meeting"), StringComparison.Ordinal);
        Assert.Contains("version 2", page.Sheet("Draft risk profile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_a_rework_changes_and_what_a_version_has_changed()
    {
        var draft = await ADraft.SentBack(program);
        Assert.DoesNotContain("What was changed", (await Print(draft)).Sheets);
        var edit = Examples.Edit();
        edit["content"]!["title"] = "Ceramic tiles of group 69";
        edit["content"]!["riskArea"]!["indicators"]![0]!["values"] = new JsonArray("690722");
        var indicators = edit["content"]!["riskArea"]!["indicators"]!.AsArray();
        indicators.RemoveAt(2);
        edit["note"]!["validTo"] = "2027-05-31";
        await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}").Body(HttpStatusCode.OK);

        var rework = (await Print(draft)).Rows("What was changed");
        Assert.Contains(rework, row => row is ["Title", "Understated customs value of ceramic tiles", "Ceramic tiles of group 69"]);
        Assert.Contains(rework, row => row[0] == "Risk indicators: Values (No. 1)" && row[2] == "690722");
        Assert.Contains(rework, row => row[0] == "Risk indicators (No. 3)" && row[1].Contains("Group: ", StringComparison.Ordinal) && row[2] == "");
        Assert.Contains(rework, row => row[0] == "Last day of validity" && row[2] == "31.05.2027");

        await draft.ThenUnseen(Ceramics.UnitHead, "signature", null);
        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await draft.Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        await draft.Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
        await draft.Then(Ceramics.Coordinator, "resubmission", """{ "answers": [ { "remark": 1, "answer": "They are named." }, { "remark": 2, "answer": "Done." } ] }""");

        var page = await PrintedPage.Read(program.As(Ceramics.Author), $"{draft.Path}/print?part=Draft&language=ru");
        Assert.Equal(["Проект профиля риска", "Пояснительная записка", "Перечень изменений"], page.Sheets);
        var rows = page.Rows("Перечень изменений");
        Assert.Contains(rows, row => row is ["1", _, "They are named."]);
        Assert.Contains(rows, row => row is ["Наименование", "Understated customs value of ceramic tiles", "Ceramic tiles of group 69"]);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("ru", "ru")]
    [InlineData("de, ru-RU;q=0.8, en;q=0.7", "ru")]
    [InlineData("ru;q=0, fr", "en")]
    [InlineData(";;", "en")]
    public async Task Speaks_the_language_of_the_caller_where_the_query_names_none(string? accepted, string language)
    {
        var draft = await ADraft.Prepared(program);

        Assert.Equal(language, (await PrintedPage.Read(program.As(Ceramics.Author), $"{draft.Path}/print", accepted)).Language);
    }

    [Fact]
    public async Task Is_refused_like_the_draft_itself()
    {
        var draft = await ADraft.Prepared(program);

        Assert.Equal(HttpStatusCode.NotFound, await Status(Ceramics.FcsCoordinator, ""));
        Assert.Equal(HttpStatusCode.NotFound, await Status(Officials.OfVladivostok, ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(null, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Ceramics.Author, "?language=de"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Ceramics.Author, "?part=Everything"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(Ceramics.Author, "?part=Covering"));
        Assert.Equal(HttpStatusCode.OK, await Status(Ceramics.Author, "?part=Draft"));

        async Task<HttpStatusCode> Status(Grains.Kernel.Actor? actor, string query) => (await program.As(actor).GetAsync($"{draft.Path}/print{query}")).StatusCode;
    }

    private Task<PrintedPage> Print(ADraft draft, string query = "") => PrintedPage.Read(program.As(Ceramics.Coordinator), $"{draft.Path}/print{query}");

    /// <summary>With a meeting and an opinion on the way.</summary>
    private async Task<ADraft> Adopted()
    {
        var draft = await ADraft.Convened(program);
        await draft.Then(Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString());
        await draft.Then(Ceramics.Executor, "resolution", """{ "resolution": "RequestToDirectorate", "question": "Is the price level that of the region?", "unit": "Customs value" }""");
        await draft.Then(Ceramics.DirectorateOfficer, "opinion", Examples.Of<GiveOpinion>().ToJsonString());
        await draft.Then(Ceramics.DirectorateCoordinator, "opinion-agreement", null);
        await draft.Then(Ceramics.Executor, "resolution", """{ "resolution": "Expedient", "agreedBy": "V. V. Kuzmin" }""");
        await draft.Then(Ceramics.Executor, "profile", Examples.EditProfile().ToJsonString());
        await draft.Then(Ceramics.Executor, "profile-preparation", null);
        await draft.Then(Ceramics.FcsUnitHead, "profile-visas", null);
        await draft.Then(Ceramics.Executor, "profile-signatures", null);
        await draft.Then(Ceramics.DivisionHead, "profile-signatures", null);
        await draft.Then(Ceramics.Executor, "approval-request", null);
        await draft.Then(Ceramics.DivisionHead, "approval", null);
        await draft.Then(Ceramics.Executor, "approval-report", Examples.Of<ReportApproval>().ToJsonString());
        return await draft.Then(Ceramics.FcsCoordinator, "profile-registration", null);
    }

    /// <summary>What may be any text at all, of the content, the note and the people.</summary>
    private static JsonValue[] FreeTexts(JsonNode submission)
    {
        string[] names = ["title", "description", "text", "characteristics", "person", "phone", "sources", "logic", "calculation", "assessment", "consequences", "name", "position"];
        return [.. Leaves(submission).Where(leaf => names.Contains(leaf.GetPath().Split('.')[^1].Split('[')[0]))];

        static IEnumerable<JsonValue> Leaves(JsonNode? node) => node switch
        {
            JsonObject members => members.SelectMany(member => Leaves(member.Value)),
            JsonArray items => items.SelectMany(Leaves),
            JsonValue value => [value],
            _ => [],
        };
    }
}
