using System.Globalization;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Rules.Tests;

/// <summary>A day as text, held to what the runtime reads by the same format.</summary>
public sealed class DayTextTests
{
    [Fact]
    public void Reads_and_writes_each_day()
    {
        for (var day = new DateOnly(1999, 12, 1); day < new DateOnly(2033, 2, 1); day = day.AddDays(1))
        {
            Assert.Equal(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DayText.Of(day));
            Assert.Equal(day, DayText.Read(DayText.Of(day)));
        }
        Assert.Equal((DateOnly.MinValue, DateOnly.MaxValue), (DayText.Read("0001-01-01"), DayText.Read("9999-12-31")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-01")]
    [InlineData("2026-01-00")]
    [InlineData("2026-01-32")]
    [InlineData("0000-01-01")]
    [InlineData("2026-1-01")]
    [InlineData("2026-01-1")]
    [InlineData("2026/01/01")]
    [InlineData("2026-01-01 ")]
    [InlineData(" 026-01-01")]
    [InlineData("-026-01-01")]
    [InlineData("２０２６-01-01")]
    [InlineData("2026-01-0\0")]
    [InlineData("2026-01-01T00:00:00")]
    public void Refuses_what_is_no_day(string text)
    {
        Assert.False(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.False(DayText.TryRead(text, out _));
        Assert.Throws<FormatException>(() => DayText.Read(text));
    }
}
