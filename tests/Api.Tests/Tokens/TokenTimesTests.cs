using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

/// <summary>How long a token lasts where clocks may differ by as much as can be set, a minute. The times leave half a minute for a slow machine.</summary>
public sealed class TokenTimesTests(TokenTimesTests.WithLongestSkew program) : IClassFixture<TokenTimesTests.WithLongestSkew>
{
    public sealed class WithLongestSkew() : TheProgram(("Authentication:ClockSkew", "00:01:00"));

    [Theory]
    [InlineData("-01:00:00", "-00:00:25", null, HttpStatusCode.OK)]
    [InlineData("-01:00:00", "-00:01:01", null, HttpStatusCode.Unauthorized)]
    [InlineData("00:00:55", "01:00:00", null, HttpStatusCode.OK)]
    [InlineData("00:01:35", "01:00:00", null, HttpStatusCode.Unauthorized)]
    [InlineData("-00:00:00", "12:00:00", "00:00:00", HttpStatusCode.OK)]
    [InlineData("-00:00:00", "12:00:02", "00:00:00", HttpStatusCode.Unauthorized)]
    [InlineData("-00:00:00", "12:00:55", "00:00:55", HttpStatusCode.OK)]
    [InlineData("-00:00:00", "12:01:35", "00:01:35", HttpStatusCode.Unauthorized)]
    [InlineData("-00:00:00", "12:00:55", null, HttpStatusCode.OK)]
    [InlineData("-00:00:00", "12:01:35", null, HttpStatusCode.Unauthorized)]
    [InlineData("-00:00:00", "24:00:00", "12:00:00", HttpStatusCode.Unauthorized)]
    public async Task Is_as_set_and_twelve_hours_at_the_most(string from, string to, string? issued, HttpStatusCode status)
    {
        var now = DateTime.UtcNow;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = "a", ["name"] = "A", ["authority"] = Ceramics.Baltic.Value, ["roles"] = "author" },
            NotBefore = now + Span(from),
            Expires = now + Span(to),
            IssuedAt = issued is null ? null : now + Span(issued),
            SigningCredentials = new(program.Services.GetRequiredService<TokenKeys>().Signing, SecurityAlgorithms.HmacSha256),
        });

        var response = await program.As(null).SendAsync(Wire.Request(HttpMethod.Get, Wire.Drafts, null, $"Authorization: Bearer {token}"));

        Assert.Equal(status, response.StatusCode);
    }

    private static TimeSpan Span(string text) => text == "24:00:00" ? TimeSpan.FromDays(1) : TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
