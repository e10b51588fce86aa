using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>The directory, sequences, the read log, subscriptions, terms, and the sections that lead there.</summary>
[Collection(OneDesk.Name)]
public sealed class RegisterPageTests(TheProgram program)
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task The_directory_shows_the_newest_first_or_goes_on_from_a_revision()
    {
        for (var i = 0; i < 30; i++)
            await AProfile.Adopted(program);
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);

        var newest = await visitor.See("/desk/directory");
        var shown = Revisions(newest);
        Assert.Equal(shown.OrderDescending(), shown);
        var all = new List<long>(shown);
        for (var next = More(newest); next is not null;)
        {
            var older = await visitor.See(next);
            all.AddRange(Revisions(older));
            next = More(older);
        }
        Assert.Equal(all.Distinct().OrderDescending(), all);

        var forwards = new List<long>();
        for (var next = "/desk/directory?from=1"; next is not null;)
        {
            var page = await visitor.See(next);
            forwards.AddRange(Revisions(page));
            next = More(page);
        }
        Assert.Equal(all.Order(), forwards.Take(all.Count));
        Assert.Equal(all[^1], Revisions(await visitor.See($"/desk/directory?from={all[^1]}"))[0]);
        Assert.Single((await visitor.Open("/desk/directory?from=x")).Faults);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Open($"/desk/directory?authority={Ceramics.Vladivostok}")).Status);

        static List<long> Revisions(Sheet sheet) => [.. sheet.Document.QuerySelectorAll("tbody tr td:nth-child(2)").Select(cell => long.Parse(cell.TextContent))];
        static string? More(Sheet sheet) => sheet.Document.QuerySelector("p > a.button")?.GetAttribute("href");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_acknowledged_revision_counts_in_who_has_loaded_it()
    {
        await AProfile.Adopted(program);
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);
        var form = (await visitor.See("/desk/directory")).Document.QuerySelector("form[action$='acknowledgements'] input[name=revision]")!;
        var revision = form.GetAttribute("value")!;

        var noted = await visitor.Post("/desk/directory/acknowledgements", [new("revision", revision)]);
        Assert.Equal($"/desk/directory?acknowledged={revision}", noted.Location);
        Assert.Contains(revision, (await visitor.See(noted.Location!)).Document.QuerySelector(".note.good")!.TextContent);
        Assert.Empty((await visitor.See("/desk/directory?acknowledged=<b>x")).Document.QuerySelectorAll(".note.good"));

        var row = (await visitor.See("/desk/directory/coverage")).Document.QuerySelectorAll("tbody tr").Single(each => each.QuerySelector("td:nth-child(2)")!.TextContent == revision);
        Assert.DoesNotContain($"{Ceramics.Baltic} ", row.QuerySelector("td:last-child")!.TextContent);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Post("/desk/directory/acknowledgements", [new("revision", "x")])).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_applies_and_what_a_classifier_has_come_as_files_and_refusals_as_pages()
    {
        var number = (await AProfile.Adopted(program)).Split('/')[^1].Replace('-', '/');
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);

        var snapshot = await visitor.Open("/desk/directory/snapshot");
        Assert.Equal("attachment; filename=directory-10216000.json", snapshot.Response.Content.Headers.ContentDisposition!.ToString());
        Assert.Contains(JsonNode.Parse(await snapshot.Response.Content.ReadAsStringAsync())!["items"]!.AsArray(), item => item!.Text("number") == number);
        var rows = await visitor.Open("/desk/reference/classifiers/kind-codes/file");
        Assert.StartsWith("code,kind,territory,valid_from,valid_to", await rows.Response.Content.ReadAsStringAsync());

        var refused = await visitor.Open($"/desk/directory/snapshot?authority={Ceramics.Vladivostok}");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Null(refused.Response.Content.Headers.ContentDisposition);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/desk/reference/classifiers/none/file")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_certificate_says_in_words_that_a_register_is_whole()
    {
        await ADraft.Registered(program);
        using var visitor = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var link = (await visitor.See("/desk/sequences")).Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        Assert.Equal("/desk/sequences/00-10216", link);
        Assert.Contains("Реестр последовательности полон", (await visitor.See(link)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/desk/sequences/profiles")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_auditor_finds_who_read_what()
    {
        var path = await AProfile.Adopted(program);
        var number = path.Split('/')[^1];
        using (var reader = Visitor.Of(program, Ceramics.Coordinator))
            await reader.See($"/desk/profiles/{number}");
        using var auditor = Visitor.Of(program, Officials.Auditor, "ru");

        var log = await auditor.See($"/desk/read-log?number={number}&from=21.11.2026&until=21.11.2026");
        Assert.Equal(["версия профиля, версия 1", "журнал профиля"], log.Document.QuerySelectorAll("tbody td:nth-child(3)").Select(cell => cell.TextContent.Trim()).Order());
        Assert.Empty((await auditor.See($"/desk/read-log?number={number}&from=22.11.2026")).Document.QuerySelectorAll("tbody tr"));
        Assert.Equal(2, (await auditor.Open("/desk/read-log?from=x&until=y")).Faults.Count);
        using var other = Visitor.Of(program, Ceramics.Coordinator);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Open("/desk/read-log")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_subscription_shows_its_secret_once_and_can_be_changed_and_ended()
    {
        using var visitor = Visitor.Of(program, Officials.OfVladivostok);
        var wrong = await visitor.Post("/desk/webhooks/new", [new("url", "ftp://elsewhere"), new("_key", "one")]);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal("ftp://elsewhere", wrong.Document.QuerySelector("input[name=url]")!.GetAttribute("value"));

        KeyValuePair<string, string>[] asked = [new("url", "http://127.0.0.1:9/drafts"), new("nouns", "drafts"), new("form", "standard"), new("_key", "two")];
        var made = await visitor.Post("/desk/webhooks/new", asked);
        Assert.StartsWith("whsec_", made.Document.QuerySelector("code")!.TextContent);
        Assert.Null((await visitor.Post("/desk/webhooks/new", asked)).Document.QuerySelector("code"));

        var place = (await visitor.See("/desk/webhooks")).Document.QuerySelectorAll("tbody a").Single().GetAttribute("href")!;
        Assert.DoesNotContain("whsec_", (await visitor.See(place)).Text.Replace("whsec_ and", "", StringComparison.Ordinal));
        var changed = await visitor.Post(place, [new("url", "http://127.0.0.1:9/new"), new("nouns", "profiles"), new("form", "standard")]);
        Assert.Contains("http://127.0.0.1:9/new", (await visitor.See(changed.Location!)).Text);
        Assert.Contains("did not take", (await visitor.Post($"{place}/test", [])).Text);
        Assert.Contains("delivered again: 0", (await visitor.See((await visitor.Post($"{place}/redeliveries", [])).Location!)).Text);

        await visitor.See($"{place}/removal");
        await visitor.See((await visitor.Post($"{place}/removal", [])).Location!);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(place)).Status);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("from=21.12.2026&term=10&unit=calendar", "11.01.2027", 11)]
    [InlineData("from=21.12.2026%2010:15&term=10&unit=working&authority=10216000", "13.01.2027", 13)]
    [InlineData("from=2026-11-23&term=2&unit=calendar", "25.11.2026", 0)]
    public async Task A_term_is_counted_with_every_day_that_was_passed_over(string asked, string last, int skipped)
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator, "ru");
        var counted = await visitor.See($"/desk/reference/deadline?{asked}");
        Assert.Equal(last, counted.Document.QuerySelector(".big-number")!.TextContent);
        Assert.Equal(skipped, counted.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Sections_stand_where_the_caller_may_use_them()
    {
        Assert.Equal(["tasks", "journal", "drafts/new", "trials", "declarations", "prices", "records", "profiles", "efficiency", "directory", "sequences", "reference", "help"], await Sections(Ceramics.Author));
        Assert.Equal(["declarations", "prices", "records", "sequences", "reference", "cluster/", "help"], await Sections(Officials.Operator));
        Assert.Equal(["tasks", "checks", "declarations", "prices", "records", "directory", "sequences", "reference", "help"], await Sections(AControl.Inspector));
        Assert.Equal(["tasks", "checks", "declarations", "prices", "records", "directory", "sequences", "reference", "help"], await Sections(AControl.PostHead));
        Assert.Equal(["tasks", "prices", "records", "sequences", "reference", "help"], await Sections(Ceramics.Author with { Roles = [Role.CaseOfficer] }));
        var auditors = await Sections(Officials.Auditor);
        Assert.Contains("read-log", auditors);
        Assert.DoesNotContain("webhooks", auditors);
        Assert.Contains("submissions/new", await Sections(Ceramics.Coordinator));
        Assert.Contains("webhooks", await Sections(Ceramics.Coordinator));

        async Task<string[]> Sections(Actor actor)
        {
            using var visitor = Visitor.Of(program, actor);
            var help = await visitor.See("/desk/help");
            return [.. help.Document.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")!["/desk/".Length..])];
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Keys_of_one_letter_are_turned_off_by_a_cookie()
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);
        Assert.Null((await visitor.See("/desk/help")).Document.Body!.GetAttribute("data-keys"));
        var switched = await visitor.Post("/desk/help/keys", [new("keys", "off")]);
        visitor.Cookies.Add(Assert.Single(switched.Response.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        Assert.Equal("off", (await visitor.See("/desk/help")).Document.Body!.GetAttribute("data-keys"));
        var back = await visitor.Post("/desk/help/keys", [new("keys", "on")]);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(back.Response.Headers.GetValues("Set-Cookie")));
    }
}
