using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>What holds for every page.</summary>
[Collection(OneDesk.Name)]
public sealed class PageTests(TheProgram program)
{
    private const string Script = "<script>alert(1)</script>";

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Every_link_and_file_of_every_page_is_there(string language)
    {
        await ADraft.Registered(program);
        await ADraft.Prepared(program);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator with { Roles = [.. Ceramics.Coordinator.Roles, RmsOrleans.Grains.Kernel.Role.Author] }, language);
        var waiting = new Queue<string>(["/desk/tasks"]);
        var seen = new HashSet<string>(waiting);
        while (waiting.TryDequeue(out var place))
        {
            var sheet = await coordinator.Open(place);
            Assert.True(sheet.Status is HttpStatusCode.OK or HttpStatusCode.SeeOther, $"{place}: {(int)sheet.Status} {sheet.Text}");
            if (sheet.Response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            foreach (var link in sheet.Document.QuerySelectorAll("[href], [src]").Select(each => each.GetAttribute("href") ?? each.GetAttribute("src")!))
            {
                var plain = link.Split('#')[0];
                if (plain.StartsWith("/desk", StringComparison.Ordinal) && !plain.Contains("cursor=") && Kind(seen, plain) < 3 && seen.Add(plain))
                    waiting.Enqueue(plain);
            }
            Assert.All(sheet.Document.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(sheet.Document.GetElementById(link.GetAttribute("href")![1..])));
            var ids = sheet.Document.QuerySelectorAll("[id]").Select(each => each.Id!).ToArray();
            Assert.Equal(ids.Distinct(), ids);
        }
        Assert.True(seen.Count > 15, string.Join(' ', seen));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_root_leads_to_the_tasks()
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);
        Assert.Equal("/desk", (await visitor.Open("/")).Location);
        Assert.Equal("/desk/tasks", (await visitor.Open("/desk")).Location);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Fingerprinted_files_are_kept_for_good_and_pages_are_not()
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);
        var page = await visitor.See("/desk/tasks");
        Assert.Equal("private, no-store", page.Response.Headers.CacheControl!.ToString().Replace("no-store, private", "private, no-store"));
        foreach (var file in page.Document.QuerySelectorAll("link[href], script[src]").Select(each => each.GetAttribute("href") ?? each.GetAttribute("src")!))
        {
            var answer = await visitor.Open(file);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            var said = Assert.Single(answer.Response.Headers.GetValues("Cache-Control"));
            Assert.Contains("immutable", said);
            Assert.DoesNotContain("no-store", said);
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Nothing_that_somebody_typed_is_markup()
    {
        var prepare = Examples.Prepare();
        prepare["content"]!["title"] = Script;
        prepare["content"]!["riskArea"]!["description"] = $"</textarea>{Script}";
        prepare["content"]!["contact"]!["person"] = $"\"><{Script}";
        prepare["note"]!["logic"] = Script;
        prepare["note"]!["sources"]![0] = Script;
        prepare["author"]!["name"] = Script;
        var made = await program.As(Ceramics.Author).Post(Wire.Drafts, prepare.ToJsonString()).Body(HttpStatusCode.Created);
        using var author = Visitor.Of(program, Ceramics.Author);

        foreach (var place in (string[])[$"/desk/drafts/{made.Text("id")}", $"/desk/drafts/{made.Text("id")}/edit", $"/desk/journal?authority={Ceramics.Baltic}", "/desk/tasks", $"/desk/journal?text={Uri.EscapeDataString(Script)}"])
        {
            var sheet = await author.Open(place);
            Assert.All(sheet.Document.QuerySelectorAll("script"), each => Assert.StartsWith("/desk/assets/", each.GetAttribute("src")));
            Assert.Empty(sheet.Document.QuerySelectorAll("[style], style, [onclick]"));
            Assert.Contains("script-src 'self'", sheet.Response.Headers.GetValues("Content-Security-Policy").Single());
        }
        Assert.Contains(Script, (await author.See($"/desk/drafts/{made.Text("id")}")).Text);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("/desk/nowhere")]
    [InlineData("/desk/drafts/01a22889-ae12-7939-ad6c-697691c0d85f")]
    [InlineData("/desk/drafts/nonsense")]
    [InlineData("/desk/assets/desk.0000000000.css")]
    public async Task What_is_not_there_is_said_in_words(string place)
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var sheet = await visitor.Open(place);
        Assert.Equal(HttpStatusCode.NotFound, sheet.Status);
        Assert.Matches("[а-я]", sheet.Document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void Every_field_of_every_command_and_every_choice_has_a_name()
    {
        var commands = DraftCommandTable.All.Rows
            .Where(row => row.Body is not (CommandBody.File or CommandBody.Path or CommandBody.Named)).Select(row => (row.Route ?? "", row.Command)).Concat(ProfileCommandTable.All.Rows.Select(row => (row.Route ?? "", row.Command)));
        foreach (var (route, command) in commands)
            Check(route, FormSchema.Of(command).Fields);

        static void Check(string route, IEnumerable<FormField> fields)
        {
            foreach (var field in fields)
            {
                Assert.True(FieldWords.Has(route, field.Path), $"{route}: {field.Path} has no name.");
                if (field is ValueField { Kind: ValueKind.Choice } choice)
                    Assert.All(choice.Choices, code => Assert.Matches("[а-яё]", ChoiceWords.Of(field.Path, code).Ru));
                Check(route, field switch { GroupField group => group.Fields, RowsField rows => rows.Fields, _ => [] });
            }
        }
    }

    /// <summary>How many places of the same kind have been seen: of many drafts a few will do.</summary>
    private static int Kind(HashSet<string> seen, string place)
    {
        static string Shape(string text) => System.Text.RegularExpressions.Regex.Replace(text.Split('?')[0], "[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{2,}", "*");
        return seen.Count(each => Shape(each) == Shape(place));
    }
}
