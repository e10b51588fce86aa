using System.Security.Claims;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tokens;

public sealed class RememberedTokensTests
{
    private static readonly DateTimeOffset noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly HandClock clock = new(noon);

    [Fact]
    public void Are_good_until_they_end_and_no_longer()
    {
        var tokens = Tokens(remembered: 10);
        tokens.Remember("a", Token(noon, noon.AddHours(1)));

        clock.Turn(TimeSpan.FromMinutes(60));
        Assert.NotNull(tokens.Find("a"));
        clock.Turn(TimeSpan.FromSeconds(30));
        Assert.Null(tokens.Find("a"));
    }

    [Fact]
    public void Are_not_good_before_they_begin()
    {
        var tokens = Tokens(remembered: 10);
        tokens.Remember("a", Token(noon.AddMinutes(1), noon.AddHours(1)));

        Assert.Null(tokens.Find("a"));
        clock.Turn(TimeSpan.FromSeconds(30));
        Assert.NotNull(tokens.Find("a"));
    }

    [Fact]
    public void Are_bounded_and_those_in_use_stay()
    {
        var tokens = Tokens(remembered: 10);
        tokens.Remember("in use", Token(noon, noon.AddHours(1)));

        for (var i = 0; i < 100; i++)
        {
            tokens.Remember($"passing {i}", Token(noon, noon.AddHours(1)));
            Assert.NotNull(tokens.Find("in use"));
        }

        Assert.InRange(Enumerable.Range(0, 100).Count(i => tokens.Find($"passing {i}") is not null), 1, 12);
    }

    private RememberedTokens Tokens(int remembered) => new(Options.Create(new TokenSettings { Remembered = remembered }), clock);

    private static RememberedToken Token(DateTimeOffset from, DateTimeOffset to) => new(new Caller(new ClaimsIdentity(), Ceramics.Coordinator), from, to);
}
