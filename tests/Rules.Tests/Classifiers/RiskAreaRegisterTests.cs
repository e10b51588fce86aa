using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Rules.Tests.Classifiers;

public sealed class RiskAreaRegisterTests
{
    private const string Area = "RA-07,Плитка,Tiles,customs-value,yes,\"Tiles, below the price\",Order 12,2026-02-01,2027-12-31,2027-02-01";
    private const string Duty = "RA-07,10216000,2026-12-31";

    [Fact]
    public void Rows_are_written_as_they_are_read()
    {
        var areas = RiskAreaRegister.Parse($"{RiskAreaRegister.Header}\n{Area}\nRA-08,Иное,Other,other,no,,,2026-01-01,,\n").Whole("risk areas");
        var duties = RiskAreaDuties.Parse($"{RiskAreaDuties.Header}\n{Duty}\n").Whole("duties");

        Assert.Equal([Area, "RA-08,Иное,Other,other,no,,,2026-01-01,,"], areas.Select(area => area.ToCsv()));
        Assert.Equal(("Tiles, below the price", 6, new DateOnly(2027, 2, 1)), (areas[0].Description, areas[0].Type.Number, areas[0].Review));
        Assert.Equal([Duty], duties.Select(duty => duty.ToCsv()));
        Assert.True(areas[0].HoldsOn(new(2027, 12, 31)));
        Assert.False(areas[0].HoldsOn(new(2028, 1, 1)));
    }

    [Theory]
    [InlineData(",Плитка,Tiles,other,no,,,2026-01-01,,", "a code has 1 to 20 letters, digits, hyphens and full stops")]
    [InlineData("RA 08,Плитка,Tiles,other,no,,,2026-01-01,,", "a code has 1 to 20 letters, digits, hyphens and full stops")]
    [InlineData("RA-07,Плитка,Tiles,other,no,,,2026-01-01,,", "another row has the code RA-07")]
    [InlineData("RA-08,,Tiles,other,no,,,2026-01-01,,", "an area has a title in Russian and in English")]
    [InlineData("RA-08,Плитка,Tiles,prices,no,,,2026-01-01,,", "the type must be one of classification preferences reliefs exemption rates customs-value licensing veterinary phytosanitary technical-regulation export-regulation intellectual-property quantity currency other")]
    [InlineData("RA-08,Плитка,Tiles,other,perhaps,,,2026-01-01,,", "whether it is fiscal must be yes or no")]
    [InlineData("RA-08,Плитка,Tiles,other,no,,,2026-01-01,2025-01-01,", "the last day lies before the first")]
    [InlineData("RA-08,Плитка,Tiles,other,no,,,2026-01-01,,soon", "the date of review must be a date such as 2026-12-01, or nothing")]
    [InlineData("RA-08,Плитка,Tiles,other,no", "10 fields are expected, and there are 5")]
    public void A_faulty_area_is_named_by_its_line(string line, string reason) =>
        Assert.Equal([(3, reason)], RiskAreaRegister.Parse($"{RiskAreaRegister.Header}\n{Area}\n{line}\n").Errors.Select(error => (error.Line, error.Reason.En)));

    [Theory]
    [InlineData(",10216000,2026-12-31", "the code of the risk area is missing")]
    [InlineData("RA-07,1021600,2026-12-31", "the authority must be an eight-digit authority code that begins with 10")]
    [InlineData("RA-07,10702000,31.12.2026", "the last day must be a date such as 2026-12-01")]
    [InlineData(Duty, "another row is of the area RA-07 and the authority 10216000")]
    public void A_faulty_duty_is_named_by_its_line(string line, string reason) =>
        Assert.Equal([(3, reason)], RiskAreaDuties.Parse($"{RiskAreaDuties.Header}\n{Duty}\n{line}\n").Errors.Select(error => (error.Line, error.Reason.En)));
}
