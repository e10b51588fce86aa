using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Signing in and out by the identity provider, on nodes behind one name.</summary>
public sealed class ProviderSignInTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task Begins_on_one_node_ends_on_another_and_leads_to_the_page_asked_for()
    {
        using var browser = nodes.Browser();
        var login = await browser.Follow(await browser.Open("/desk/journal?status=Adopted"));
        Assert.Null(login.Document.QuerySelector("[name=token]"));
        var button = login.Document.QuerySelector("main a.main")!.GetAttribute("href")!;

        browser.Node = 0;
        var begun = await browser.Open(button);
        var asked = QueryHelpers.ParseQuery(new Uri(begun.Location!).Query);
        Assert.StartsWith(nodes.Provider.Address, begun.Location);
        Assert.Equal(
            [$"{Browser.Desk}/desk/login/callback", "code", "S256", "openid profile"],
            new[] { "redirect_uri", "response_type", "code_challenge_method", "scope" }.Select(name => $"{asked[name]}"));
        Assert.NotEqual("", $"{asked["nonce"]}");
        Assert.Equal(["__Host-rms-sign-in", "rms-nonce"], browser.CookieNames.Select(name => name.Split('.')[0]).Order());
        var answered = await browser.Open(begun.Location!);
        browser.Node = 1;
        var ended = await browser.Open(answered.Location!);

        Assert.Equal((HttpStatusCode.SeeOther, "/desk/journal?status=Adopted"), (ended.Status, ended.Location));
        foreach (var node in (int[])[0, 1])
        {
            browser.Node = node;
            var page = await browser.Open(ended.Location!);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("Е. К. Лебедева, Baltic Customs", page.Document.Body!.TextContent);
        }
        Assert.Equal(["__Host-rms", "__Secure-rms-id"], browser.CookieNames.Order());
        Assert.Equal([AnOpenIdProvider.Audience], new JsonWebTokenHandler().ReadJsonWebToken(browser.Session).Audiences);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("rms-koordinator", true)]
    [InlineData("auditor", false)]
    public async Task Gives_the_rights_that_the_providers_claims_name(string role, bool submits)
    {
        using var browser = nodes.Browser(new() { Roles = [role] });
        var page = await browser.SignIn();
        Assert.Equal(submits, page.Document.QuerySelector("a[href='/desk/submissions/new']") is not null);
        Assert.Equal(submits ? HttpStatusCode.Forbidden : HttpStatusCode.OK, (await browser.Open("/desk/read-log")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Ends_here_and_at_the_provider()
    {
        using var browser = nodes.Browser();
        await browser.SignIn();
        nodes.Provider.SignedOut.Clear();

        var page = await browser.Post("/desk/logout", []);
        var onward = page.Response.Headers.GetValues("Refresh").Single()["0; url=".Length..];
        Assert.Equal(onward, page.Document.QuerySelector("main a.main")!.GetAttribute("href"));
        var left = await browser.Open(onward);

        Assert.StartsWith($"{Browser.Desk}/desk/login", left.Location);
        var hint = new JsonWebTokenHandler().ReadJsonWebToken(Assert.Single(nodes.Provider.SignedOut));
        Assert.Equal((nodes.Provider.Who.Subject, AnOpenIdProvider.Client), (hint.Subject, hint.Audiences.Single()));
        Assert.Empty(browser.CookieNames);
        Assert.StartsWith("/desk/login", (await browser.Open("/desk/tasks")).Location);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Keeps_what_was_typed_when_the_session_ends()
    {
        using var browser = nodes.Browser(new() { Roles = ["author"] });
        await browser.SignIn();
        var form = await browser.Open("/desk/drafts/new");
        form.Fill("/content/title", "Two lines,\r\n\"typed\" <before> the end");
        browser.Session = null;

        var ended = await browser.Post("/desk/drafts/new", [.. form.Fields, new("_do", "send")]);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.Status);
        Assert.Null(ended.Document.QuerySelector("[name=_token]"));
        var early = await browser.Post("/desk/drafts/new", Kept(ended));
        Assert.Equal(HttpStatusCode.Unauthorized, early.Status);
        Assert.Equal("You have not signed in yet.", Assert.Single(early.Faults));
        var window = early.Document.QuerySelector("a[target=_blank]")!.GetAttribute("href")!;
        Assert.Contains("You are signed in", (await browser.Follow(await browser.Open(window))).Text);
        var again = await browser.Post("/desk/drafts/new", Kept(early));

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("Two lines,\r\n\"typed\" <before> the end", again.Fields["/content/title"]);
    }

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/desk/../../elsewhere")]
    [InlineData("/desk\\elsewhere")]
    [InlineData("/desk\r\nSet-Cookie: a=b")]
    [InlineData("/desk/проект")]
    public async Task Leads_nowhere_else_afterwards(string back)
    {
        using var browser = nodes.Browser();
        var ended = await browser.Open(await browser.SignInUntilTheAnswer(back));
        Assert.Equal((HttpStatusCode.SeeOther, "/desk"), (ended.Status, ended.Location));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Comes_back_to_a_list_whose_filters_make_no_address_without_them()
    {
        using var browser = nodes.Browser();
        var ended = await browser.Open(await browser.SignInUntilTheAnswer($"/desk/journal?text={new string('x', 3000)}"));
        Assert.Equal("/desk/journal", ended.Location);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_shown_where_it_can_be_done_and_a_token_is_asked_for_where_some_are_issued()
    {
        await using var both = nodes.Node(("Authentication:BuiltInIssuer", "true"), ("Authentication:SignIn:PublicAddress", "https://other.example/"));
        using var visitor = Visitor.Of(both, null, "ru");
        var login = await visitor.See("/desk/login");
        Assert.NotNull(login.Document.QuerySelector("[name=token]"));
        var begun = await visitor.Open(login.Document.QuerySelector("main a.main")!.GetAttribute("href")!);
        Assert.Equal("https://other.example/desk/login/callback", QueryHelpers.ParseQuery(new Uri(begun.Location!).Query)["redirect_uri"]);

        await using var none = nodes.Node(("Authentication:SignIn:ClientId", ""));
        using var other = Visitor.Of(none, null);
        Assert.Null((await other.See("/desk/login")).Document.QuerySelector("main a"));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open("/desk/login/provider")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open("/desk/login/callback?state=x&code=y")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_shown_to_no_other_request() =>
        Assert.Empty(await nodes.Of<IAuthenticationSchemeProvider>(0).GetRequestHandlerSchemesAsync());

    [Fact(Timeout = Limits.OneTest)]
    public async Task Leaves_no_secret_in_the_log_however_much_is_logged()
    {
        await using var node = nodes.Node(("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        var log = new KeptLog();
        node.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        nodes.Browser().Dispose();
        using var browser = new Browser([node.ClientOptions.BaseAddress]);

        var answer = await browser.SignInUntilTheAnswer();
        await browser.Follow(await browser.Open(answer));
        var session = browser.Session!;
        await browser.Open(answer);
        nodes.Provider.Denies = "server_error: nobody | foresaw this";
        await browser.SignIn();
        nodes.Provider.Denies = null;
        nodes.Provider.Who = new Person { Authority = null };
        await browser.SignIn();
        await browser.Post("/desk/logout", []);

        var said = string.Join('\n', log.Written);
        Assert.Contains("Trace ", said);
        Assert.Contains("did not complete a sign-in: server_errornobodyforesawthis.", said);
        Assert.Contains("The token names no authority of eight digits.", said);
        var code = QueryHelpers.ParseQuery(new Uri(answer).Query)["code"].ToString();
        foreach (var secret in (string[])[session, session.Split('.')[1], code, code.Split('.')[3], AnOpenIdProvider.Secret, Uri.EscapeDataString(AnOpenIdProvider.Secret), "Whatever it says"])
            Assert.DoesNotContain(secret, said);
    }

    private static IEnumerable<KeyValuePair<string, string>> Kept(Sheet page) => page.Document.QuerySelectorAll("main form textarea, main form input").Select(each =>
        KeyValuePair.Create(each.GetAttribute("name")!, each is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : each.GetAttribute("value") ?? ""));
}
