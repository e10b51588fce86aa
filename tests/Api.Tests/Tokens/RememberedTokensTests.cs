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
        tokens.Remember("Bearer a", Token(noon, noon.AddHours(1)));

        clock.Turn(TimeSpan.FromMinutes(60));
        Assert.NotNull(tokens.Find("Bearer a"));
        clock.Turn(TimeSpan.FromSeconds(30));
        Assert.Null(tokens.Find("Bearer a"));
    }

    [Fact]
    public void Are_not_good_before_they_begin()
    {
        var tokens = Tokens(remembered: 10);
        tokens.Remember("Bearer a", Token(noon.AddMinutes(1), noon.AddHours(1)));

        Assert.Null(tokens.Find("Bearer a"));
        clock.Turn(TimeSpan.FromSeconds(30));
        Assert.NotNull(tokens.Find("Bearer a"));
    }

    [Fact]
    public void Are_good_no_longer_once_their_key_is_dropped()
    {
        var (tokens, key) = (Tokens(remembered: 10), TokenKey.New());
        tokens.Remember("Bearer a", Token(noon, noon.AddHours(1), key));
        Assert.NotNull(tokens.Find("Bearer a"));

        key.Drop();

        Assert.Null(tokens.Find("Bearer a"));
    }

    [Fact]
    public void Are_bounded_and_those_in_use_stay()
    {
        var tokens = Tokens(remembered: 10);
        tokens.Remember("Bearer in-use", Token(noon, noon.AddHours(1)));

        for (var i = 0; i < 100; i++)
        {
            tokens.Remember($"Bearer passing-{i}", Token(noon, noon.AddHours(1)));
            Assert.NotNull(tokens.Find("Bearer in-use"));
        }

        Assert.InRange(Enumerable.Range(0, 100).Count(i => tokens.Find($"Bearer passing-{i}") is not null), 1, 12);
    }

    [Theory]
    [InlineData("Bearer  a")]
    [InlineData("Bearer a ")]
    [InlineData("Bearer \ta")]
    [InlineData("bearer a")]
    [InlineData("Bearer ")]
    [InlineData("a")]
    public void Are_not_remembered_in_another_spelling(string header)
    {
        var tokens = Tokens(remembered: 10);
        tokens.Remember(header, Token(noon, noon.AddHours(1)));

        Assert.Null(tokens.Find(header));
        Assert.Null(tokens.Find("Bearer a"));
    }

    [Fact]
    public void Are_remembered_up_to_a_length()
    {
        var tokens = Tokens(remembered: 10);
        var longest = "Bearer ".PadRight(RememberedTokens.LongestHeader, 'a');
        tokens.Remember(longest, Token(noon, noon.AddHours(1)));
        tokens.Remember(longest + "a", Token(noon, noon.AddHours(1)));

        Assert.NotNull(tokens.Find(longest));
        Assert.Null(tokens.Find(longest + "a"));
    }

    private RememberedTokens Tokens(int remembered) => new(Options.Create(new TokenSettings { Remembered = remembered }), clock);

    private static RememberedToken Token(DateTimeOffset from, DateTimeOffset to, TokenKey? key = null) =>
        new(new Caller(new ClaimsIdentity(), Ceramics.Coordinator, to, key?.Dropped ?? CancellationToken.None), from, to);
}
