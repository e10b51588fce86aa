using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Rules.Tests.Numbering;

public sealed class RegistrationNumberTests
{
    private static readonly RegistrationNumber number = new("00", "10216", new DateOnly(2026, 11, 21), 1);

    [Fact]
    public void Is_printed_with_slashes() => Assert.Equal("00/10216/21112026/00001", number.ToString());

    [Fact]
    public void Stands_in_a_path_with_dashes() => Assert.Equal("00-10216-21112026-00001", number.ToPath());

    [Theory]
    [InlineData("00/10216/21112026/00001")]
    [InlineData("00-10216-21112026-00001")]
    public void Is_read_in_both_forms(string text)
    {
        Assert.True(RegistrationNumber.TryParse(text, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData(99_999, "00/10216/21112026/99999")]
    [InlineData(100_000, "00/10216/21112026/100000")]
    public void Goes_on_with_six_digits_after_99999(long serial, string printed)
    {
        Assert.Equal(printed, (number with { Serial = serial }).ToString());
        Assert.True(RegistrationNumber.TryParse(printed, out var read));
        Assert.Equal(serial, read.Serial);
    }

    [Theory]
    [InlineData("11/100000/21112026/00001")]
    [InlineData("13/10000/21112026/00001")]
    public void Profiles_have_a_kind_code_and_either_width(string text) => Assert.True(RegistrationNumber.TryParse(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00/10216/21112026")]
    [InlineData("00/10216/21112026/1")]
    [InlineData("00/10216/21112026/000001")]
    [InlineData("00/10216/31022026/00001")]
    [InlineData("00/10216-21112026/00001")]
    [InlineData("00/1021x/21112026/00001")]
    [InlineData("00/10216/21112026/00001 ")]
    [InlineData("00/10216/21112026/٠٠٠٠١")]
    [InlineData("00/10216/21112026/00001'; DROP TABLE drafts; --")]
    [InlineData("00/10216/21112026/99999999999999999999")]
    public void Nothing_else_is_read(string? text) => Assert.False(RegistrationNumber.TryParse(text, out _));

    [Fact]
    public void Belongs_to_the_sequence_of_its_printed_digits() => Assert.Equal("00-10216", number.Sequence.Value);
}
