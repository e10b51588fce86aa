using System.Globalization;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Rules.Tests.Declarations;

/// <summary>Draws are repeatable, even, and nobody foresees them who does not have the key.</summary>
public sealed class SelectionTests
{
    private const int Declarations = 100_000;

    /// <summary>Of a hundred such tests on chance alone, fewer than one in ten thousand would fail.</summary>
    private const double Deviations = 5;

    private static readonly DateOnly day = new(2026, 11, 30);
    private static readonly SelectionKey key = new([.. Enumerable.Range(0, 64).Select(each => (byte)(each * 7))]);
    private static readonly DaySecret secret = key.Of(day);
    private static readonly RegistrationNumber profile = Profile(1);

    [Fact]
    public void Asked_again_the_answer_is_the_same()
    {
        var again = new SelectionKey([.. Enumerable.Range(0, 64).Select(each => (byte)(each * 7))]);

        Assert.All(Enumerable.Range(1, 1000), serial => Assert.Equal(secret.For(Number(serial), profile), again.Of(day).For(Number(serial), profile)));
        Assert.Equal(key.Id, again.Id);
    }

    [Fact]
    public void Another_day_profile_declaration_or_key_draws_anew()
    {
        var draw = secret.For(Number(1), profile);

        Assert.NotEqual(draw, key.Of(day.AddDays(1)).For(Number(1), profile));
        Assert.NotEqual(draw, secret.For(Number(1), Profile(2)));
        Assert.NotEqual(draw, secret.For(Number(2), profile));
        Assert.NotEqual(draw, secret.ForSample(Number(1)));
        Assert.NotEqual(draw, new SelectionKey(new byte[64]).Of(day).For(Number(1), profile));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(37)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    public void A_share_of_hits_lies_within_the_binomial_bounds(int share)
    {
        var selected = Draws().Count(draw => draw.IsWithin(share));

        Within(share / 100.0, selected, Declarations);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void The_control_sample_lies_within_the_binomial_bounds(double percent) =>
        Within(percent / 100, Enumerable.Range(1, Declarations).Count(serial => secret.ForSample(Number(serial)).IsWithin(percent)), Declarations);

    [Fact]
    public void Whoever_is_in_a_share_is_in_every_larger_one() =>
        Assert.All(Draws().Take(10_000), draw => Assert.Equal(Enumerable.Range(0, 101).Where(draw.IsWithin), Enumerable.Range(0, 101).SkipWhile(share => !draw.IsWithin(share))));

    /// <summary>For each place of the serial and each digit there, as many are selected as of all.</summary>
    [Fact]
    public void The_digits_of_the_number_say_nothing()
    {
        var draws = Draws().ToArray();
        for (var place = 1; place < 100_000; place *= 10)
        {
            for (var digit = 0; digit < 10; digit++)
            {
                var those = Enumerable.Range(1, Declarations).Where(serial => serial / place % 10 == digit).Select(serial => draws[serial - 1]).ToArray();
                Within(0.1, those.Count(draw => draw.IsWithin(10)), those.Length);
            }
        }
    }

    /// <summary>Whoever does not have the key tries what is known: the number, what was selected before it, and keys of one's own. None guesses better than chance.</summary>
    [Fact]
    public void Without_the_key_nobody_foresees_it_by_serial()
    {
        var selected = Draws().Select(draw => draw.IsWithin(50)).ToArray();
        var guesses = new List<(string Name, Func<int, bool> Guess)>
        {
            ("as the one before", i => i > 0 && selected[i - 1]),
            ("as the two before", i => i > 1 && selected[i - 1] ^ selected[i - 2]),
            ("as ten before", i => i > 9 && selected[i - 10]),
            ("by the last digit", i => (i + 1) % 10 < 5),
            ("by the sum of digits", i => Number(i + 1).Serial.Sum(digit => digit - '0') % 2 == 0),
            ("as yesterday", i => key.Of(day.AddDays(-1)).For(Number(i + 1), profile).IsWithin(50)),
            ("as another profile", i => secret.For(Number(i + 1), Profile(2)).IsWithin(50)),
            ("with no key", i => new DaySecret([]).For(Number(i + 1), profile).IsWithin(50)),
        };
        for (byte guess = 1; guess < 9; guess++)
        {
            var own = new SelectionKey([guess]).Of(day);
            guesses.Add(($"with the key {guess}", i => own.For(Number(i + 1), profile).IsWithin(50)));
        }

        Assert.All(guesses, each => Within(0.5, Enumerable.Range(0, Declarations).Count(i => each.Guess(i) == selected[i]), Declarations));
    }

    private static void Within(double share, int selected, int of)
    {
        var bound = Deviations * Math.Sqrt(share * (1 - share) * of);
        Assert.InRange(selected, (share * of) - bound, (share * of) + bound);
    }

    private static IEnumerable<Draw> Draws() => Enumerable.Range(1, Declarations).Select(serial => secret.For(Number(serial), profile));

    private static DeclarationNumber Number(int serial) => new("10216120", day, serial.ToString("D7", CultureInfo.InvariantCulture));

    private static RegistrationNumber Profile(int serial) => new("13", "100000", new(2026, 11, 22), serial);
}
