using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>A day's work: from the list of tasks to the form, input that is checked and kept on the way, and lists that stay as they were filtered.</summary>
[Collection(OneDesk.Name)]
public sealed class WorkingTests(TheProgram program)
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task A_task_leads_to_the_form_that_it_waits_for_and_is_gone_when_that_is_sent()
    {
        var draft = await ADraft.Registered(program);
        using var coordinator = Visitor.Of(program, Ceramics.FcsCoordinator, "ru");
        var form = $"{Desk(draft)}/{AssignExecutor.Route}";
        Assert.Contains(form, await Links(coordinator, "/desk/tasks", form));

        var sheet = await coordinator.See(form);
        sheet.Fill("/subject", Ceramics.Executor.Subject);
        sheet.Fill("/name", Ceramics.Executor.Name);
        sheet.Fill("/unit", Ceramics.FcsUnit);
        Assert.Equal($"{Desk(draft)}?done={AssignExecutor.Route}", (await coordinator.Press(sheet, "send")).Location);

        Assert.DoesNotContain(form, await Links(coordinator, "/desk/tasks", "nothing"));
        Assert.Contains("Назначить исполнителя", (await coordinator.See($"{Desk(draft)}?done={AssignExecutor.Route}")).Document.QuerySelector("[role=status]")!.TextContent);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Whoever_has_considered_drafts_is_offered_as_an_executor_and_measures_by_their_codes()
    {
        await ADraft.Assigned(program);
        var draft = await ADraft.Registered(program);
        using var coordinator = Visitor.Of(program, Ceramics.FcsCoordinator);

        // Who is known, follows the journal.
        var person = await Patience.Until("the executor to be known", Offered, link => link is not null);
        var filled = await coordinator.See(person!);

        Assert.Equal(Ceramics.Executor.Subject, filled.Fields["/subject"]);
        Assert.Equal(HttpStatusCode.SeeOther, (await coordinator.Press(filled, "send")).Status);
        Assert.Equal(Ceramics.Executor.Subject, (await draft.Read(Ceramics.FcsCoordinator))["executor"]!.Text("subject"));
        using var author = Visitor.Of(program, Ceramics.Author);
        Assert.NotEmpty((await author.See("/desk/drafts/new")).Document.QuerySelectorAll("datalist#measures option[value='106']"));

        async Task<string?> Offered() => (await coordinator.See($"{Desk(draft)}/{AssignExecutor.Route}")).Document.QuerySelectorAll("nav[aria-label='People to choose'] a")
            .Select(link => link.GetAttribute("href")!).SingleOrDefault(link => link.Contains($"subject={Ceramics.Executor.Subject}&"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_was_typed_is_kept_for_whoever_typed_it_and_gone_once_it_is_sent()
    {
        var draft = await ADraft.Prepared(program);
        var form = $"{Desk(draft)}/edit";
        using var author = Visitor.Of(program, Ceramics.Author);
        var sheet = await author.See(form);
        sheet.Fill("/content/title", "Half a title\r\n");
        sheet.Fill("/note/validFrom", "32.13.2026");
        var kept = await author.Press(sheet, "keep");
        Assert.Contains("Kept for you alone", kept.Text);

        Assert.Contains("unfinished input", (await author.See(form)).Text);
        using var other = Visitor.Of(program, Ceramics.Author with { Subject = "author-3" });
        Assert.DoesNotContain("unfinished input", (await other.See(form)).Text);

        var resumed = await author.See($"{form}?unfinished=1");
        Assert.Equal("32.13.2026", resumed.Fields["/note/validFrom"]);
        resumed.Fill("/content/title", "A whole title");
        resumed.Fill("/note/validFrom", "01.12.2026");
        Assert.Equal(HttpStatusCode.SeeOther, (await author.Press(resumed, "send")).Status);
        Assert.DoesNotContain("unfinished input", (await author.See(form)).Text);
        Assert.Equal("A whole title", (await draft.Read(Ceramics.Author))["content"]!.Text("title"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task While_it_is_written_a_form_is_checked_and_nothing_is_stored()
    {
        var draft = await ADraft.Prepared(program);
        using var author = Visitor.Of(program, Ceramics.Author, "ru");
        var sheet = await author.See($"{Desk(draft)}/edit");
        sheet.Fill("/content/title", "");
        sheet.Fill("/note/validTo", "позже");
        var before = await program.Store();

        var answer = await author.Press(sheet, "check");
        var faults = JsonNode.Parse(await answer.Response.Content.ReadAsStringAsync())!.AsArray();

        Assert.Equal(["f-content-title", "f-note-validTo"], faults.Select(fault => fault!.Text("at")).Order());
        Assert.All(faults, fault => Assert.Matches("[а-я]", fault!.Text("fault")));
        Assert.Equal(before, await program.Store());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Rows_come_and_go_by_their_buttons_and_keep_what_the_others_say()
    {
        using var author = Visitor.Of(program, Ceramics.Author);
        var sheet = await author.See("/desk/drafts/new");
        sheet = await author.Press(sheet, "add:/content/measures");
        sheet.Fill("/content/measures/0/code", "106");
        sheet = await author.Press(sheet, "add:/content/measures");
        sheet.Fill("/content/measures/1/code", "105");
        sheet = await author.Press(sheet, "add:/content/measures");
        sheet = await author.Press(sheet, "remove:/content/measures/0");

        Assert.Equal("105", sheet.Fields["/content/measures/0/code"]);
        Assert.Equal("", sheet.Fields["/content/measures/1/code"]);
        Assert.False(sheet.Fields.ContainsKey("/content/measures/2/code"));
        var refused = await author.Press(sheet, "send");
        Assert.DoesNotContain(refused.Fields.Keys, name => name.StartsWith("/content/measures/1", StringComparison.Ordinal));
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("/content/riskArea/traders/0/x", "1")]
    [InlineData("/content/measures/2147483648/code", "106")]
    [InlineData("/content/measures/-1/code", "106")]
    [InlineData("/content/measures//code", "106")]
    [InlineData("/content/riskArea/indicators/0/values/0", "6907")]
    [InlineData("//", "x")]
    [InlineData("/nothing/of/this", "x")]
    [InlineData("_do", "add:/nothing")]
    [InlineData("_do", "remove:/content/measures/7")]
    [InlineData("_do", "whatever")]
    [InlineData("_tag", "\"1")]
    [InlineData("_key", "€")]
    public async Task Fields_that_no_page_has_do_no_harm(string name, string text)
    {
        using var author = Visitor.Of(program, Ceramics.Author);
        var sheet = await author.See("/desk/drafts/new");

        sheet.Fields[name] = text;
        var answer = await author.Post("/desk/drafts/new", sheet.Fields);

        Assert.True((int)answer.Status < 500, answer.Text);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_journal_keeps_its_filters_and_is_a_table_as_well()
    {
        var draft = await ADraft.Registered(program);
        var number = (await draft.Read(Ceramics.Coordinator)).Text("number");
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");

        var sheet = await coordinator.See($"/desk/journal?authority={Ceramics.Baltic}&status=UnderConsideration&dueTo=31.12.2036&sort=-registeredAt");
        Assert.Equal("31.12.2036", sheet.Document.QuerySelector("input[name=dueTo]")!.GetAttribute("value"));
        Assert.NotNull(sheet.Document.QuerySelector("select[name=status] option[selected][value=UnderConsideration]"));
        Assert.Contains(sheet.Document.QuerySelectorAll("tbody a"), link => link.TextContent == number);
        var table = await coordinator.Open(sheet.Document.QuerySelector("a[href*='journal.csv']")!.GetAttribute("href")!);
        Assert.Equal("text/csv", table.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(number, await table.Response.Content.ReadAsStringAsync());

        var wrong = await coordinator.Open("/desk/journal?dueTo=завтра");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Matches("[а-я]", Assert.Single(wrong.Faults));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_head_sees_what_is_open_in_the_office_and_nobody_else_does()
    {
        var draft = await ADraft.Assigned(program);
        using var head = Visitor.Of(program, Ceramics.RmsHead);
        var sheet = await head.See($"/desk/tasks?of=office&executor={Ceramics.Executor.Subject}");
        Assert.NotEmpty(sheet.Document.QuerySelectorAll("svg.chart rect"));
        Assert.Contains("R. Zimin", sheet.Document.QuerySelector("figure table")!.TextContent);
        Assert.Contains(Desk(draft), await Links(head, $"/desk/tasks?of=office&executor={Ceramics.Executor.Subject}", Desk(draft)));

        using var author = Visitor.Of(program, Ceramics.Author);
        Assert.Equal(HttpStatusCode.Forbidden, (await author.Open("/desk/tasks?of=office")).Status);
        Assert.Null((await author.See("/desk/tasks")).Document.QuerySelector("a[href*='of=office']"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_new_draft_can_begin_as_a_copy_and_a_submission_shows_its_number()
    {
        var earlier = await ADraft.Registered(program);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator);
        var sheet = await coordinator.See($"/desk/submissions/new?copy={earlier.Path.Split('/')[^1]}");
        Assert.Equal(Ceramics.Content.Title, sheet.Fields["/content/title"]);

        sheet = await coordinator.Fill(sheet, FormSchema.Of(typeof(Submit)), RmsOrleans.Api.OpenApi.Examples.Submission());
        var done = await coordinator.Press(sheet, "send");
        Assert.True(done.Status == HttpStatusCode.SeeOther, string.Join(' ', done.Summary));
        var made = await coordinator.See(done.Location!);
        Assert.Matches("^00/10216/[0-9]{8}/[0-9]{5}$", made.Document.QuerySelector(".big-number")!.TextContent.Trim());
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_is_like_a_draft_is_shown_while_it_is_written_and_beside_it()
    {
        var earlier = await ADraft.Registered(program);
        using var author = Visitor.Of(program, Ceramics.Author);
        var sheet = await author.See("/desk/drafts/new");
        sheet.Fill("/content/title", Ceramics.Content.Title);

        // The index follows the journal.
        var asked = await Patience.Until(
            "a like draft to be found", () => author.Press(sheet, "similar"), page => page.Document.QuerySelectorAll("main table tbody a").Length > 0);

        Assert.Equal(Ceramics.Content.Title, asked.Fields["/content/title"]);
        Assert.Equal(HttpStatusCode.OK, (await author.Open($"{Desk(earlier)}/similar")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_file_of_submissions_gives_a_number_or_a_reason_for_each_line()
    {
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var good = RmsOrleans.Api.OpenApi.Examples.Submission();
        var faulty = good.DeepClone();
        faulty["content"]!["title"] = "";
        var content = new MultipartFormDataContent
        {
            { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($"{good.ToJsonString()}\n{faulty.ToJsonString()}\nnonsense\n")), "file", "batch.ndjson" },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, "/desk/submissions/batch") { Content = content };
        request.Headers.Add("Origin", coordinator.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));

        var sheet = await coordinator.Send(request);

        Assert.Equal(HttpStatusCode.OK, sheet.Status);
        var rows = sheet.Document.QuerySelectorAll("tbody tr");
        Assert.Equal(3, rows.Length);
        Assert.Matches("^00/10216/", rows[0].QuerySelector("a")!.TextContent);
        Assert.StartsWith("Наименование: ", rows[1].QuerySelector(".fault")!.TextContent);
        Assert.Matches("[а-я]", rows[2].QuerySelector(".fault")!.TextContent);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_file_is_added_read_and_taken_out()
    {
        var draft = await ADraft.Prepared(program);
        using var author = Visitor.Of(program, Ceramics.Author);
        var file = "name;price\nplitka;0.38\n"u8.ToArray();

        var added = await author.Send(Multipart(await Action(), file, "расчёт.csv", author));
        Assert.True(added.Status == HttpStatusCode.SeeOther, added.Text);
        var page = await author.See($"{Desk(draft)}/attachments");
        var link = Assert.Single(page.Document.QuerySelectorAll("tbody a"));
        Assert.Equal("расчёт.csv", link.TextContent);
        var read = await author.Open(link.GetAttribute("href")!);
        Assert.Equal(file, await read.Response.Content.ReadAsByteArrayAsync());
        Assert.Contains("attachment", read.Response.Content.Headers.ContentDisposition!.DispositionType);

        var removal = page.Document.QuerySelector("form[action$='/removal']")!;
        var removed = await author.Post(
            removal.GetAttribute("action")!, removal.QuerySelectorAll("input").Select(each => KeyValuePair.Create(each.GetAttribute("name")!, each.GetAttribute("value")!)));
        Assert.True(removed.Status == HttpStatusCode.SeeOther, removed.Text);

        var wrong = await author.Send(Multipart(await Action(), [0, 1, 2], "x.exe", author));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.Status);
        var large = new byte[17 * 1024 * 1024]; // more than any other body may have
        Array.Fill(large, (byte)'a');
        Assert.Equal(HttpStatusCode.SeeOther, (await author.Send(Multipart(await Action(), large, "large.csv", author))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await author.Open($"{Desk(draft)}/attachments/99")).Status);

        // The form as it stands on the page, with its state and its key.
        async Task<string> Action() =>
            (await author.See($"{Desk(draft)}/attachments")).Document.QuerySelector("form[enctype='multipart/form-data']")!.GetAttribute("action")!;
    }

    private static HttpRequestMessage Multipart(string action, byte[] file, string name, Visitor visitor)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = AFile.Form("draft", name, file) };
        request.Headers.Add("Origin", visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return request;
    }

    private static string Desk(ADraft draft) => $"/desk/drafts/{draft.Path.Split('/')[^1]}";

    /// <summary>The links of a list, page after page, until the wanted one is there or the list ends.</summary>
    private static async Task<List<string>> Links(Visitor visitor, string place, string wanted)
    {
        var links = new List<string>();
        for (string? next = place; next is not null && !links.Contains(wanted);)
        {
            var sheet = await visitor.See(next);
            links.AddRange(sheet.Document.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!));
            next = sheet.Document.QuerySelector("a.button[href*='cursor=']")?.GetAttribute("href");
        }
        return links;
    }
}
