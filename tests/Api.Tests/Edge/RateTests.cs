using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Edge;

public sealed class RateTests
{
    private static readonly Actor colleague = Ceramics.Coordinator with { Subject = "colleague" };

    [Fact]
    public async Task A_token_that_asks_too_often_is_told_when_to_come_again()
    {
        await using var program = new TheProgram(("Rates:PerToken", "1"), ("Rates:BurstSeconds", "1"));

        var answer = await UntilTurnedAway(program.As(Ceramics.Coordinator));

        Assert.Equal("urn:rms-orleans:problem:too-many-requests", (await answer.Body()).Text("type"));
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await program.As(colleague).GetAsync(Wire.Drafts)).StatusCode);
    }

    [Fact]
    public async Task A_token_is_the_same_however_its_header_is_spelt()
    {
        await using var program = new TheProgram(("Rates:PerToken", "1"), ("Rates:BurstSeconds", "2"));
        var token = program.Token(Ceramics.Coordinator);
        var client = program.As(null);
        var spellings = Enumerable.Range(1, 50).Select(spaces => $"Authorization: {(spaces % 2 == 0 ? "Bearer" : "bearer")}{new string(' ', spaces)}{token}");

        var answers = new List<HttpStatusCode>();
        foreach (var spelling in spellings)
            answers.Add((await client.SendAsync(Wire.Request(HttpMethod.Get, Wire.Drafts, null, spelling))).StatusCode);

        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task The_tokens_of_an_authority_share_its_rate()
    {
        await using var program = new TheProgram(("Rates:PerAuthority", "1"), ("Rates:BurstSeconds", "1"));
        var two = new[] { program.As(Ceramics.Coordinator), program.As(colleague) };

        await UntilTurnedAway(two);

        Assert.Equal(HttpStatusCode.OK, (await program.As(Officials.OfVladivostok).GetAsync(Wire.Drafts)).StatusCode);
    }

    [Fact]
    public async Task An_address_has_its_rate_without_a_token_and_health_is_free()
    {
        await using var program = new TheProgram(("Rates:PerAddress", "1"), ("Rates:BurstSeconds", "1"));
        var client = program.As(null);

        await UntilTurnedAway(client);

        for (var asked = 0; asked < 10; asked++)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.As(Ceramics.Coordinator).GetAsync(Wire.Drafts)).StatusCode);
    }

    [Fact]
    public async Task A_named_proxy_is_believed_when_it_says_who_asks()
    {
        await using var program = new TheProgram(("Rates:PerAddress", "1"), ("Rates:BurstSeconds", "1"), ("Edge:Proxies", "10.1.0.0/16, 127.0.0.1, ::1"));

        await UntilTurnedAway(program.From("192.0.2.1"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.From("192.0.2.2").GetAsync(Wire.Drafts)).StatusCode);
    }

    [Fact]
    public async Task Nobody_else_is()
    {
        await using var program = new TheProgram(("Rates:PerAddress", "1"), ("Rates:BurstSeconds", "1"), ("Edge:Proxies", "10.1.0.0/16"));

        await UntilTurnedAway([.. Enumerable.Range(1, 50).Select(n => program.From($"192.0.2.{n}"))]);
    }

    /// <summary>Asks in turn until one is turned away. Each second lets one pass, so it comes soon.</summary>
    private static async Task<HttpResponseMessage> UntilTurnedAway(params HttpClient[] clients)
    {
        for (var asked = 0; asked < 50; asked++)
        {
            var answer = await clients[asked % clients.Length].GetAsync(Wire.Drafts);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
        }
        throw new InvalidOperationException("Nobody was turned away.");
    }
}

file static class Addresses
{
    public static HttpClient From(this TheProgram program, string address)
    {
        var client = program.As(null);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }
}
