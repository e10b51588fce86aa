using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>The token of our own that stands for one too large for a cookie, and what else is made of the key.</summary>
public sealed class ShortTokenTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private static readonly JsonWebTokenHandler reader = new();

    [Fact(Timeout = Limits.OneTest)]
    public async Task Opens_pages_on_every_node_and_nothing_else()
    {
        using var browser = nodes.Browser(new Person().WithLargeToken());
        Assert.Contains("Е. К. Лебедева, Baltic Customs", (await browser.SignIn()).Document.Body!.TextContent);
        var token = reader.ReadJsonWebToken(browser.Session!.TrimStart('~'));
        Assert.NotEqual(browser.Session, token.EncodedToken);
        Assert.InRange(browser.Session.Length, 1, 1000);
        Assert.Equal(["aud", "authority", "exp", "iat", "name", "nbf", "roles", "sub", "unit"], token.Claims.Select(claim => claim.Type).Distinct().Order());
        Assert.Equal("desk", token.Audiences.Single());

        foreach (var node in (int[])[0, 1])
        {
            browser.Node = node;
            Assert.Equal(HttpStatusCode.OK, (await browser.Open("/desk/submissions/new")).Status);

            // Where it is remembered by now.
            var client = nodes.Nodes[node].As(null);
            client.DefaultRequestHeaders.Authorization = new("Bearer", token.EncodedToken);
            foreach (var path in (string[])["/api/v1/me", "/api/v1/tasks", "/api/v1/drafts", "/api/v1/events"])
                Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.Submit()).StatusCode);
            browser.Node = node;
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Open("/api/v1/me")).Status);
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_refused_also_where_the_built_in_issuer_has_tokens_of_the_same_key()
    {
        await using var both = nodes.Node(("Authentication:BuiltInIssuer", "true"));
        using var browser = nodes.Browser(new Person().WithLargeToken());
        await browser.SignIn();
        using var on = new Browser([both.ClientOptions.BaseAddress]) { Session = browser.Session };
        Assert.Equal(HttpStatusCode.OK, (await on.Open("/desk/tasks")).Status);

        var client = both.As(null);
        client.DefaultRequestHeaders.Authorization = new("Bearer", browser.Session!.TrimStart('~'));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await both.As(Ceramics.Coordinator).GetAsync("/api/v1/me")).StatusCode);

        // Nor is one token taken for the other, or for what it does not say.
        on.Session = $"~{both.Token(Ceramics.Coordinator)}";
        Assert.StartsWith("/desk/login", (await on.Open("/desk/tasks")).Location);
        on.Session = browser.Session.TrimStart('~');
        Assert.StartsWith("/desk/login", (await on.Open("/desk/tasks")).Location);
        on.Session = $"~{Forged(nodes.Of<TokenKeys>(0).Signing.For("rms token of the desk"), "payroll")}";
        Assert.StartsWith("/desk/login", (await on.Open("/desk/tasks")).Location);
        on.Session = $"~{Forged(nodes.Of<TokenKeys>(0).Signing, "desk")}";
        Assert.StartsWith("/desk/login", (await on.Open("/desk/tasks")).Location);
        on.Session = $"~{Forged(nodes.Of<TokenKeys>(0).Signing.For("rms token of the desk"), "desk")}";
        Assert.Equal(HttpStatusCode.OK, (await on.Open("/desk/tasks")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Ends_when_the_providers_does()
    {
        using var browser = nodes.Browser(new Person { Lasts = TimeSpan.FromSeconds(8) }.WithLargeToken());
        await browser.SignIn("/desk/login/done");
        var token = reader.ReadJsonWebToken(browser.Session!.TrimStart('~'));
        Assert.InRange(token.ValidTo - DateTime.UtcNow, TimeSpan.Zero, TimeSpan.FromSeconds(8));

        var refused = await Patience.Until("the session to end", () => browser.Open("/desk/tasks"), page => page.Status == HttpStatusCode.SeeOther);

        Assert.EndsWith("&ended=1", refused.Location);
        Assert.True(DateTime.UtcNow >= token.ValidTo, "It ended before its time.");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Is_counted_as_a_token_where_requests_are_counted()
    {
        await using var node = nodes.Node(("Rates:PerAddress", "1"), ("Rates:BurstSeconds", "1"));
        using var browser = nodes.Browser(new Person().WithLargeToken());
        await browser.SignIn();

        using var counted = new Browser([node.ClientOptions.BaseAddress]) { Session = browser.Session };
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => counted.Open("/desk/help")));
        Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.Status));
        using var stranger = new Browser([node.ClientOptions.BaseAddress]);
        var refused = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stranger.Open("/desk/login")));
        Assert.Contains(refused, page => page.Status == HttpStatusCode.TooManyRequests);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Gives_way_to_the_next_sign_in()
    {
        using var browser = nodes.Browser(new Person().WithLargeToken());
        await browser.SignIn();
        nodes.Provider.Who = new Person { Name = "Н. Волков" };
        Assert.Contains("Н. Волков", (await browser.SignIn()).Document.Body!.TextContent);
        Assert.NotEqual('~', browser.Session![0]);
        nodes.Provider.Who = new Person { Name = "И. Петров" }.WithLargeToken();
        Assert.Contains("И. Петров", (await browser.SignIn()).Document.Body!.TextContent);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Ends_with_the_key()
    {
        using var browser = nodes.Browser(new Person().WithLargeToken());
        await browser.SignIn();
        TokenKeyRotation.Rotate(nodes.KeyFile, revoke: false, TimeProvider.System);
        Refresh();
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/desk/tasks")).Status);
        TokenKeyRotation.Rotate(nodes.KeyFile, revoke: true, TimeProvider.System);
        Refresh();
        Assert.StartsWith("/desk/login", (await browser.Open("/desk/tasks")).Location);

        void Refresh()
        {
            foreach (var node in (int[])[0, 1])
                nodes.Of<TokenKeys>(node).Refresh();
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_one_node_has_sealed_every_node_opens_and_only_as_it_was()
    {
        byte[] text = [.. Enumerable.Range(0, 100).Select(number => (byte)number)];
        IDataProtector[] nodesOwn = [.. Enumerable.Range(0, 2).Select(node => ((IDataProtectionProvider)nodes.Of<KeyedProtection>(node)).CreateProtector("a").CreateProtector("b"))];
        var made = nodesOwn[0].Protect(text);
        await Task.CompletedTask;

        Assert.Equal(text, nodesOwn[1].Unprotect(made));
        Assert.NotEqual(made, nodesOwn[0].Protect(text));
        Assert.Equal(-1, made.AsSpan().IndexOf(text.AsSpan(10, 8)));
        for (var at = 0; at < made.Length; at++)
        {
            byte[] changed = [.. made];
            changed[at] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => nodesOwn[1].Unprotect(changed));
            Assert.ThrowsAny<CryptographicException>(() => nodesOwn[1].Unprotect(made[..at]));
        }
        Assert.ThrowsAny<CryptographicException>(() => nodes.Of<KeyedProtection>(1).CreateProtector("a").Unprotect(made));
        Assert.ThrowsAny<CryptographicException>(() => nodes.Of<KeyedProtection>(1).CreateProtector("a").CreateProtector("c").Unprotect(made));
    }

    private static string Forged(SecurityKey key, string audience) => reader.CreateToken(new SecurityTokenDescriptor
    {
        Audience = audience,
        Claims = new Dictionary<string, object> { ["sub"] = "a", ["name"] = "A", ["authority"] = "10216000", ["roles"] = "coordinator" },
        Expires = DateTime.UtcNow.AddHours(1),
        SigningCredentials = new(key, SecurityAlgorithms.HmacSha256),
    });
}
