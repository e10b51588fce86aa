using System.Numerics;

namespace RmsOrleans.Declarations.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("10113110/150126/0000123")]
    [InlineData("10113110/150126/А000123/01")]
    [InlineData("11216/290224/0000001")]
    [InlineData("05/010100/1")]
    public void A_number_is_printed_as_it_was_read(string text)
    {
        Assert.True(DeclarationNumber.TryParse(text, out var number));
        Assert.Equal(text, number.ToString());
        Assert.Matches(DeclarationNumber.Pattern, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("10113110/150126")]
    [InlineData("1011311/150126/0000123")]
    [InlineData("10113110/320126/0000123")]
    [InlineData("10113110/290226/0000123")]
    [InlineData("10113110/150126/00001234")]
    [InlineData("10113110/150126/")]
    [InlineData("10113110/150126/0000123/123")]
    [InlineData("10113110/150126/0000123/")]
    [InlineData("10113110/150126/0000123/1/2")]
    [InlineData("10113110/150126/0000 12")]
    [InlineData("1011311O/150126/0000123")]
    public void What_is_no_number_is_refused(string? text) => Assert.False(DeclarationNumber.TryParse(text, out _));

    [Fact]
    public void Letters_of_a_serial_are_one_in_either_case()
    {
        Assert.True(DeclarationNumber.TryParse("10113110/150126/a00б123", out var number));
        Assert.Equal("10113110/150126/A00Б123", number.ToString());
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0.45", 450_000)]
    [InlineData("-12.345678", -12_345_678)]
    [InlineData("12.3400000000000000000000000", 12_340_000)]
    [InlineData("9200000000000", 9_200_000_000_000_000_000)]
    public void A_decimal_is_exact(string text, long millionths)
    {
        Assert.Null(FixedPoint.TryRead(text, out var number));
        Assert.Equal(millionths, number.Millionths);
    }

    [Theory]
    [InlineData("0.0000001", NumberFault.TooManyPlaces)]
    [InlineData("9200000000000.000001", NumberFault.TooLarge)]
    [InlineData("-9200000000001", NumberFault.TooLarge)]
    [InlineData("999999999999999999999999999999", NumberFault.TooLarge)]
    [InlineData("", NumberFault.NotANumber)]
    [InlineData("-", NumberFault.NotANumber)]
    [InlineData(".5", NumberFault.NotANumber)]
    [InlineData("5.", NumberFault.NotANumber)]
    [InlineData("1.2.3", NumberFault.NotANumber)]
    [InlineData("1e3", NumberFault.NotANumber)]
    [InlineData("1,5", NumberFault.NotANumber)]
    [InlineData("٣", NumberFault.NotANumber)]
    [InlineData("0000000000000000000000000000001", NumberFault.NotANumber)]
    public void What_is_no_number_that_can_be_kept_says_why(string text, NumberFault fault) => Assert.Equal(fault, FixedPoint.TryRead(text, out _));

    [Theory]
    [InlineData("241.58000000000004", "241.58")]
    [InlineData("0.0000005", "0")]
    [InlineData("0.0000015", "0.000002")]
    [InlineData("-0.00000150000000000000000001", "-0.000002")]
    [InlineData("9200000000000.0000001", "9200000000000")]
    [InlineData("5.", null)]
    public void Where_it_may_be_a_number_is_rounded_half_to_even(string text, string? rounded) =>
        Assert.Equal(rounded, FixedPoint.TryReadRounded(text, out var number) is null ? number.ToString() : null);

    [Theory]
    [InlineData("1", "3", "0.333333")]
    [InlineData("2", "3", "0.666667")]
    [InlineData("0.000001", "2", "0")]
    [InlineData("0.000003", "2", "0.000002")]
    [InlineData("-0.000003", "2", "-0.000002")]
    [InlineData("-1", "-8", "0.125")]
    [InlineData("9200000000000", "0.5", null)]
    [InlineData("1", "0", null)]
    public void A_quotient_is_rounded_half_to_even(string dividend, string divisor, string? quotient)
    {
        FixedPoint.TryRead(dividend, out var above);
        FixedPoint.TryRead(divisor, out var below);

        Assert.Equal(quotient, FixedPoint.Divide(above, below)?.ToString());
    }

    /// <summary>Numbers of few digits are counted in fewer bits.</summary>
    [Fact]
    public void How_many_digits_say_a_number_makes_no_difference()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var exact = new FixedPoint(random.NextInt64(-FixedPoint.MostMillionths, FixedPoint.MostMillionths) >> random.Next(60));
            var text = exact.ToString();
            Assert.Null(FixedPoint.TryRead(text, out var read));
            Assert.Null(FixedPoint.TryRead($"{text}{(text.Contains('.', StringComparison.Ordinal) ? "" : ".")}000000", out var longer));
            Assert.Equal((exact, exact), (read, longer));
        }
    }

    [Fact]
    public void A_quotient_is_the_one_of_whole_numbers_of_any_size()
    {
        var random = new Random(8);
        for (var i = 0; i < 20_000; i++)
        {
            var (above, below) = (Some(), Some());
            Assert.Equal(below == 0 ? null : Quotient(above, below), FixedPoint.Divide(new(above), new(below)));
        }

        long Some() => random.Next(8) == 0 ? random.Next(-3, 4) * (FixedPoint.One / 2) : random.NextInt64(-FixedPoint.MostMillionths, FixedPoint.MostMillionths) >> random.Next(60);

        static FixedPoint? Quotient(BigInteger above, BigInteger below)
        {
            var (twice, half) = (2 * BigInteger.Abs(above) * FixedPoint.One, BigInteger.Abs(below));
            var (quotient, rest) = BigInteger.DivRem(twice + half, 2 * half);
            if (rest.IsZero && !quotient.IsEven)
                quotient--;
            return quotient > FixedPoint.MostMillionths ? null : new FixedPoint((long)quotient * above.Sign * below.Sign);
        }
    }
}
