using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Signing in, staying signed in, and what the cookie is good for.</summary>
[Collection(OneDesk.Name)]
public sealed class SessionTests(TheProgram program)
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task Leads_to_the_sign_in_and_from_there_back_to_the_page_asked_for()
    {
        using var visitor = Visitor.Of(program, null);
        var asked = await visitor.Open("/desk/journal?status=Adopted");
        Assert.Equal(HttpStatusCode.SeeOther, asked.Status);
        var form = await visitor.See(asked.Location!);
        var back = form.Document.QuerySelector("form[action='/desk/login'] input[name=back]")!.GetAttribute("value")!;

        var signedIn = await visitor.Post("/desk/login", [new("token", $"  Bearer {program.Token(Ceramics.Coordinator)}\n"), new("back", back)]);

        Assert.Equal("/desk/journal?status=Adopted", signedIn.Location);
        var cookie = Assert.Single(signedIn.Response.Headers.GetValues("Set-Cookie"), each => each.StartsWith("rms=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        visitor.Cookies.Add(cookie.Split(';')[0]);
        Assert.Contains(Ceramics.Coordinator.Name, (await visitor.See(signedIn.Location!)).Document.Body!.TextContent);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/desk/../../elsewhere")]
    [InlineData("/api/v1/drafts")]
    [InlineData("/desk\\elsewhere")]
    public async Task Never_leads_anywhere_else(string back)
    {
        using var visitor = Visitor.Of(program, null);
        var signedIn = await visitor.Post("/desk/login", [new("token", program.Token(Ceramics.Coordinator)), new("back", back)]);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.Status);
        Assert.StartsWith("/desk", new Uri(visitor.Client.BaseAddress!, signedIn.Location).AbsolutePath);
        Assert.Equal(visitor.Client.BaseAddress!.Host, new Uri(visitor.Client.BaseAddress!, signedIn.Location).Host);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Says_what_is_wrong_with_a_token(string token)
    {
        using var visitor = Visitor.Of(program, null, "ru");
        var refused = await visitor.Post("/desk/login", [new("token", token), new("back", "/desk")]);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Matches("[а-я]", Assert.Single(refused.Faults));
        Assert.False(refused.Response.Headers.Contains("Set-Cookie"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Keeps_what_was_typed_when_the_session_ends_and_does_nothing_with_it_unasked()
    {
        var draft = await ADraft.Registered(program);
        var place = $"/desk/drafts/{draft.Path.Split('/')[^1]}/withdrawal";
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator);
        var sheet = await coordinator.See(place);
        sheet.Fill("/reason", "Two lines,\r\n\"typed\" <before> the end");

        using var ended = Visitor.Of(program, null);
        var asked = await ended.Press(sheet, "send");
        Assert.Equal(HttpStatusCode.Unauthorized, asked.Status);
        var kept = Kept(asked.Document.QuerySelector("main form")!);
        var wrong = await ended.Post(place, kept.Select(each => each.Key == "_token" ? new KeyValuePair<string, string>("_token", "wrong") : each));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        var again = await ended.Post(place, kept.Select(each => each.Key == "_token" ? new KeyValuePair<string, string>("_token", program.Token(Ceramics.Coordinator)) : each));

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Two lines,\r\n\"typed\" <before> the end", again.Fields["/reason"]);
        Assert.Equal("UnderConsideration", (await draft.Read(Ceramics.Coordinator)).Text("status"));
        ended.Cookies.Add(again.Response.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        Assert.Equal(HttpStatusCode.SeeOther, (await ended.Press(again, "send")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Keeps_what_was_typed_also_when_another_language_is_chosen_meanwhile()
    {
        var draft = await ADraft.Registered(program);
        var place = $"/desk/drafts/{draft.Path.Split('/')[^1]}/withdrawal";
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator);
        var sheet = await coordinator.See(place);
        sheet.Fill("/reason", "Two lines,\r\n\"typed\" <before> the end");
        using var ended = Visitor.Of(program, null);
        var asked = await ended.Press(sheet, "send");

        var choice = asked.Document.QuerySelector("header button")!;
        Assert.Equal("Русский", choice.TextContent);
        var form = asked.Document.GetElementById(choice.GetAttribute("form")!)!;
        Assert.Empty(form.QuerySelectorAll("input:not([type=hidden])")); // in which Enter would press it
        var russian = await ended.Post(place, [.. Kept(form), new(choice.GetAttribute("name")!, choice.GetAttribute("value")!)]);

        Assert.Equal(HttpStatusCode.Unauthorized, russian.Status);
        Assert.Equal("ru", russian.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Введённое не потеряно", russian.Text);
        Assert.Empty(russian.Faults);
        Assert.Contains("rms-language=ru", russian.Response.Headers.GetValues("Set-Cookie").Single());
        var again = await ended.Post(place, Kept(russian.Document.GetElementById("typed")!).Select(each => each.Key == "_token" ? new("_token", program.Token(Ceramics.Coordinator)) : each));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Two lines,\r\n\"typed\" <before> the end", again.Fields["/reason"]);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Opens_pages_and_nothing_else()
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);
        var api = await visitor.Open("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, api.Status);

        // A page goes by the cookie alone.
        using var bearer = Visitor.Of(program, null);
        var request = new HttpRequestMessage(HttpMethod.Get, "/desk/tasks");
        request.Headers.Authorization = new("Bearer", program.Token(Ceramics.Coordinator));
        Assert.Equal(HttpStatusCode.SeeOther, (await bearer.Send(request)).Status);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("https://elsewhere.example", null)]
    [InlineData("null", null)]
    [InlineData("none", null)]
    [InlineData("none", "cross-site")]
    [InlineData("none", "same-site")]
    [InlineData("none", "none")]
    public async Task Lets_no_other_site_press_a_button(string origin, string? site)
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator);
        foreach (var place in (string[])["/desk/logout", "/desk/language", "/desk/login", "/desk/drafts/new"])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = new FormUrlEncodedContent([new("language", "ru")]) };
            if (origin != "none")
                request.Headers.Add("Origin", origin);
            if (site is not null)
                request.Headers.Add("Sec-Fetch-Site", site);
            var refused = await visitor.Send(request);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.False(refused.Response.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Speaks_the_language_that_was_chosen_else_that_of_the_browser()
    {
        using var visitor = Visitor.Of(program, Ceramics.Coordinator, "");
        var request = new HttpRequestMessage(HttpMethod.Get, "/desk/tasks");
        request.Headers.AcceptLanguage.ParseAdd("ru-RU,ru;q=0.9,en;q=0.8");
        Assert.Equal("ru", (await visitor.Send(request)).Document.DocumentElement.GetAttribute("lang"));

        var chosen = await visitor.Post("/desk/language", [new("language", "en"), new("back", "/desk/tasks")]);
        Assert.Equal("/desk/tasks", chosen.Location);
        Assert.Contains("rms-language=en", chosen.Response.Headers.GetValues("Set-Cookie").Single());
    }

    /// <summary>What a form of the page that asks to sign in again takes along.</summary>
    private static KeyValuePair<string, string>[] Kept(AngleSharp.Dom.IElement form) =>
    [
        .. form.QuerySelectorAll("textarea, input").Select(each => new KeyValuePair<string, string>(
            each.GetAttribute("name")!, each is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : each.GetAttribute("value") ?? "")),
    ];
}
