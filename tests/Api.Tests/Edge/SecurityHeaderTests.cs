using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Edge;

public sealed class SecurityHeaderTests(SecurityHeaderTests.BehindAProxy program) : IClassFixture<SecurityHeaderTests.BehindAProxy>
{
    private const string Transport = "Strict-Transport-Security";

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/drafts")]
    [InlineData("/api/v1/drafts?limit=x")]
    [InlineData("/no/such/route")]
    public async Task Stand_on_every_answer(string path)
    {
        var answer = await program.As(Ceramics.Coordinator).GetAsync(path);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains(Transport));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Stand_on_the_answer_to_a_surprise()
    {
        await using var failing = new FailingProgram();

        var answer = await failing.As(Ceramics.Coordinator).SendAsync(Wire.Request(HttpMethod.Get, "/api/v1/events", null, "Last-Event-ID: 1"));

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("urn:rms-orleans:problem:internal", (await answer.Body()).Text("type"));
    }

    [Fact]
    public async Task Ask_browsers_to_keep_to_TLS_when_they_came_by_it()
    {
        var client = program.As(Ceramics.Coordinator);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var answer = await client.GetAsync(Wire.Drafts);

        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues(Transport)));
    }

    public sealed class BehindAProxy() : TheProgram(("Edge:Proxies", "127.0.0.1, ::1"));

    private sealed class FailingProgram : TheProgram
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IDraftFeed, BrokenFeed>());
        }
    }

    private sealed class BrokenFeed : IDraftFeed
    {
        public Task<bool> Knows(string place, CancellationToken cancellation) => throw new InvalidOperationException("It is broken.");

        public Task<string> PlaceBehind(Grains.Drafts.DraftId draft, int line, CancellationToken cancellation) => throw new NotSupportedException();

        public IAsyncEnumerable<FeedBatch> Follow(FeedFilter filter, string? after, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
