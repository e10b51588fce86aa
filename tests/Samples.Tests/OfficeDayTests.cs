using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Samples.Tests;

public sealed class OfficeDayTests
{
    [Fact]
    public void Is_what_the_generator_writes() => Assert.Equal(OfficeDay.Write(), SampleFiles.OfficeDay);

    [Fact]
    public void Has_500_lines_each_with_a_key_of_its_own()
    {
        var lines = SampleFiles.OfficeDayLines;

        Assert.Equal(500, lines.Length);
        Assert.Equal(500, lines.Select(line => line.IdempotencyKey).OfType<string>().Distinct().Count());
    }

    [Fact]
    public void Comes_from_every_sample_authority_that_registers()
    {
        var registering = Ceramics.Authorities.All.Select(authority => authority.Code).Where(code => code.Registers);

        Assert.Equal(Codes(registering), Codes(SampleFiles.OfficeDayLines.Select(line => line.Authority).Distinct()));
    }

    [Fact]
    public void Is_accepted_line_by_line() =>
        Assert.All(SampleFiles.OfficeDayLines, line => Assert.Empty(SampleFiles.Errors(line.ToSubmit())));

    /// <summary>The times of paperwork are written with the offset of the office, so the generator's offices must be those of the register.</summary>
    [Fact]
    public void Is_signed_in_the_time_of_its_office() => Assert.All(
        SampleFiles.OfficeDayLines,
        line => Assert.Equal(
            TimeZoneInfo.FindSystemTimeZoneById(Ceramics.Authorities.Find(line.Authority)!.TimeZone).GetUtcOffset(line.Signature.SignedAt),
            line.Signature.SignedAt.Offset));

    private static IEnumerable<string> Codes(IEnumerable<AuthorityCode> codes) => codes.Select(code => code.Value).Order(StringComparer.Ordinal);
}
