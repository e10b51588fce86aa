using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Sign-ins by the provider that come to nothing: each is a page that says why, and no session.</summary>
public sealed class FailedSignInTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Theory(Timeout = Limits.OneTest)]
    [InlineData("access_denied", HttpStatusCode.Forbidden, "Вход не разрешён.")]
    [InlineData("temporarily_unavailable", HttpStatusCode.BadGateway, "Поставщик удостоверений не завершил вход.")]
    [InlineData("invalid_scope", HttpStatusCode.BadGateway, "Поставщик удостоверений не завершил вход.")]
    public async Task Because_the_provider_says_no(string error, HttpStatusCode status, string said)
    {
        using var browser = nodes.Browser(language: "ru");
        nodes.Provider.Denies = error;
        await Fails(browser, await browser.SignInUntilTheAnswer("/desk/journal"), status, said, leadsBackTo: "/desk/journal");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Because_the_state_was_changed_or_is_missing()
    {
        using var browser = nodes.Browser();
        var answer = await browser.SignInUntilTheAnswer();
        var state = QueryHelpers.ParseQuery(new Uri(answer).Query)["state"].ToString();
        foreach (var other in (string[])["", "nonsense", state[1..], state[..^4], Changed(state, 0), Changed(state, 30), Changed(state, 60), Changed(state, state.Length - 6)])
            await Fails(browser, answer.Replace(state, other, StringComparison.Ordinal), HttpStatusCode.BadRequest, "This sign-in cannot be completed.");
        await Fails(browser, "/desk/login/callback", HttpStatusCode.BadRequest, "This sign-in cannot be completed.");

        // Untouched, it is as good as before.
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Open(answer)).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Because_another_browser_began_it()
    {
        using var browser = nodes.Browser();
        var answer = await browser.SignInUntilTheAnswer();
        using var other = nodes.Browser();
        await Fails(other, answer, HttpStatusCode.BadRequest, "This sign-in cannot be completed.");

        // Nor does it help to have begun one of one's own.
        await other.SignInUntilTheAnswer();
        await Fails(other, answer, HttpStatusCode.BadRequest, "This sign-in cannot be completed.");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Because_it_was_used_already()
    {
        using var browser = nodes.Browser();
        var answer = await browser.SignInUntilTheAnswer();
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Open(answer)).Status);
        browser.Session = null;
        await Fails(browser, answer, HttpStatusCode.BadRequest, "This sign-in cannot be completed.");

        // The code alone, in another sign-in of the same browser.
        var second = await browser.SignInUntilTheAnswer();
        await Fails(browser, Replace(second, "code", Value(answer, "code")), HttpStatusCode.BadGateway, "The identity provider did not complete the sign-in.");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Because_the_code_was_given_to_another_client()
    {
        using var browser = nodes.Browser();
        var begun = (await browser.Open("/desk/login/provider")).Location!;
        var others = (await browser.Open(Replace(begun, "client_id", AnOpenIdProvider.OtherClient))).Location!;
        await Fails(browser, others, HttpStatusCode.BadGateway, "The identity provider did not complete the sign-in.");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Because_it_took_too_long()
    {
        using var browser = nodes.Browser();
        var answer = await browser.SignInUntilTheAnswer("/desk/journal");
        var states = nodes.Of<IOptionsMonitor<OpenIdConnectOptions>>(0).Get("desk-tls").StateDataFormat;
        var state = states.Unprotect(Value(answer, "state"))!;
        Assert.InRange(state.ExpiresUtc!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        state.ExpiresUtc = DateTimeOffset.UtcNow.AddSeconds(-1);
        await Fails(browser, Replace(answer, "state", states.Protect(state)), HttpStatusCode.BadRequest, "The sign-in took too long.", leadsBackTo: "/desk/journal");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Because_the_provider_does_not_answer()
    {
        using var browser = nodes.Browser();
        var answer = await browser.SignInUntilTheAnswer();
        nodes.Provider.IsAway = true;
        await Fails(browser, answer, HttpStatusCode.ServiceUnavailable, "The identity provider does not answer.");

        await using var stranger = nodes.Node(("Authentication:Authority", $"http://127.0.0.1:{LoopbackPort.Reserve()}"));
        using var other = new Browser([stranger.ClientOptions.BaseAddress], "ru");
        await Fails(other, "/desk/login/provider?back=/desk/journal", HttpStatusCode.ServiceUnavailable, "Поставщик удостоверений не отвечает.", leadsBackTo: "/desk/journal");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task And_signing_out_ends_the_session_here_also_while_the_provider_does_not_answer()
    {
        await using var node = nodes.Node(("Authentication:SignIn:Resource", "https://rms.example/api"));
        using var browser = new Browser([node.ClientOptions.BaseAddress]);
        Assert.Equal("https://rms.example/api", Value((await browser.Open("/desk/login/provider")).Location!, "resource"));

        await using var stranger = nodes.Node(("Authentication:Authority", $"http://127.0.0.1:{LoopbackPort.Reserve()}"));
        using var other = new Browser([stranger.ClientOptions.BaseAddress], "ru");
        other.Keep("__Secure-rms-id=-; path=/desk/logout; secure; httponly; samesite=lax");
        other.Session = "whatever";
        var page = await other.Post("/desk/logout", []);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.False(page.Response.Headers.Contains("Refresh"));
        Assert.Contains("Поставщик удостоверений не отвечает.", page.Text);
        Assert.Empty(other.CookieNames);
    }

    /// <summary>What the node knows of it from before names an address that nobody is at.</summary>
    [Theory(Timeout = Limits.OneTest)]
    [InlineData("en", "It does not answer.")]
    [InlineData("ru", "Поставщик удостоверений не отвечает.")]
    public async Task And_signing_out_leads_to_no_provider_that_has_gone_since(string language, string said)
    {
        using var browser = nodes.Browser(language: language);
        await browser.SignIn();
        nodes.Provider.IsAway = true;
        var page = await browser.Post("/desk/logout", []);
        nodes.Provider.IsAway = false;

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.False(page.Response.Headers.Contains("Refresh"));
        Assert.Contains(said, page.Text);
        Assert.Null(page.Document.QuerySelector("main a.main"));
        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Empty(browser.CookieNames);
    }

    public static TheoryData<string, string> Strangers => new()
    {
        { "authority", "В токене не указан восьмизначный код таможенного органа (authority)." },
        { "roles", "В токене не указаны роли (roles)." },
        { "audience", "Токен предназначен не для этой системы." },
    };

    [Theory(Timeout = Limits.OneTest)]
    [MemberData(nameof(Strangers))]
    public async Task Because_the_token_says_too_little(string lacks, string said)
    {
        var somebody = new Person();
        using var browser = nodes.Browser(lacks switch
        {
            "authority" => somebody with { Authority = null },
            "roles" => somebody with { Roles = ["offline_access"] },
            _ => somebody with { Audience = "payroll" },
        }, "ru");
        var page = await Fails(browser, await browser.SignInUntilTheAnswer(), HttpStatusCode.Forbidden, "Ваша учётная запись не даёт доступа к этой системе.");
        Assert.Contains(said, page.Text);

        // Or come as somebody else, for which the provider must forget this one.
        nodes.Provider.SignedOut.Clear();
        var other = await browser.Post(page.Document.QuerySelector("main form")!.GetAttribute("action")!, []);
        await browser.Open(other.Response.Headers.GetValues("Refresh").Single()["0; url=".Length..]);
        Assert.NotNull(Assert.Single(nodes.Provider.SignedOut));
        nodes.Provider.Who = somebody;
        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn()).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Not_because_the_key_was_rotated_meanwhile_but_because_it_was_revoked()
    {
        using var browser = nodes.Browser();
        var answer = await browser.SignInUntilTheAnswer();
        TokenKeyRotation.Rotate(nodes.KeyFile, revoke: false, TimeProvider.System);
        nodes.Of<TokenKeys>(1).Refresh();
        browser.Node = 1;
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Open(answer)).Status);

        // A node that has not looked at the file yet does so then, though not oftener than once a second, and nothing is used up until it has.
        TokenKeyRotation.Rotate(nodes.KeyFile, revoke: false, TimeProvider.System);
        nodes.Of<TokenKeys>(0).Refresh();
        browser.Node = 0;
        answer = await browser.SignInUntilTheAnswer();
        await Patience.Until("the node to look at its file", () => OnTheSecond(answer), page => page.Status == HttpStatusCode.SeeOther);

        browser.Session = null;
        answer = await browser.SignInUntilTheAnswer();
        TokenKeyRotation.Rotate(nodes.KeyFile, revoke: true, TimeProvider.System);
        foreach (var node in (int[])[0, 1])
            nodes.Of<TokenKeys>(node).Refresh();
        await Fails(browser, answer, HttpStatusCode.BadRequest, "This sign-in cannot be completed.");

        Task<Sheet> OnTheSecond(string place)
        {
            browser.Node = 1;
            return browser.Open(place);
        }
    }

    private static async Task<Sheet> Fails(Browser browser, string answer, HttpStatusCode status, string said, string leadsBackTo = "")
    {
        var page = await browser.Open(answer);
        Assert.True(page.Status == status, $"{page.Status} {page.Text}");
        Assert.Equal(said, page.Document.QuerySelector("h1")!.TextContent);
        Assert.NotEqual("", page.Document.QuerySelector("[role=alert] p")!.TextContent);
        Assert.DoesNotContain("Whatever it says", page.Document.Body!.TextContent);
        Assert.DoesNotContain("Exception", page.Document.Body!.TextContent);
        Assert.Null(browser.Session);
        var again = page.Document.QuerySelector("main a.main")!.GetAttribute("href")!;
        Assert.StartsWith($"/desk/login/provider?back={Uri.EscapeDataString(leadsBackTo)}", again);
        // What may be said once is in no link and no form of the page.
        Assert.DoesNotContain("code=", page.Document.DocumentElement.OuterHtml);
        return page;
    }

    private static string Changed(string text, int at) => $"{text[..at]}{(text[at] == 'A' ? 'B' : 'A')}{text[(at + 1)..]}";

    private static string Value(string address, string name) => QueryHelpers.ParseQuery(new Uri(address).Query)[name].ToString();

    private static string Replace(string address, string name, string value)
    {
        var uri = new Uri(address);
        var query = QueryHelpers.ParseQuery(uri.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        query[name] = value;
        return QueryHelpers.AddQueryString(uri.GetLeftPart(UriPartial.Path), query);
    }
}
