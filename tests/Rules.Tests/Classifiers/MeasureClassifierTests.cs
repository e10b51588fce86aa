using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Classifiers;

public sealed class MeasureClassifierTests
{
    private const string Header = "code,name,inspection,valid_from,valid_to,note\n";

    [Fact]
    public void The_sample_says_that_it_is_one_and_that_106_is_an_inspection()
    {
        Assert.All(MeasureClassifier.Shipped.Rows, row => Assert.Equal("sample", row.Note));
        Assert.True(MeasureClassifier.Shipped.IsInspection("106"));
        Assert.False(MeasureClassifier.Shipped.IsInspection("101"));
        Assert.Null(MeasureClassifier.Shipped.IsInspection("999"));
    }

    [Fact]
    public void A_code_may_have_a_row_for_each_period()
    {
        var file = MeasureClassifier.Parse(Header + "108,Interview,no,2011-01-01,2019-12-31,\r\n\r\n108,Interview of the carrier,no,2020-01-01,,\r\n");

        Assert.Empty(file.Errors);
        Assert.Equal([new DateOnly(2019, 12, 31), null], file.Rows.Select(row => row.Valid.To));
    }

    [Fact]
    public void All_faulty_lines_are_named_and_no_row_is_taken()
    {
        var file = MeasureClassifier.Parse(Header + "101,Check,no,2011-01-01,,\n102,,no,2011-01-01,,\n\n103,Check,maybe,2011-01-01,,\n");

        Assert.Empty(file.Rows);
        Assert.Equal([3, 5], file.Errors.Select(error => error.Line));
    }

    [Theory]
    [InlineData("102,Request,no,2011-01-01", "6 fields are expected, and there are 4")]
    [InlineData(",Request,no,2011-01-01,,", "a measure has a code and a name")]
    [InlineData("102,Request,true,2011-01-01,,", "whether it is an inspection must be yes or no")]
    [InlineData("102,Request,no,,,", "the first day must be a date such as 2026-01-31")]
    [InlineData("102,Request,no,2011-01-01,31.12.2019,", "the last day must be a date such as 2026-01-31, or nothing")]
    [InlineData("102,Request,no,2011-01-01,2010-12-31,", "the last day lies before the first")]
    [InlineData("101,Request,no,2019-12-31,,", "another row of the code 101 holds on the same days")]
    [InlineData("101,Request,yes,2020-01-01,,", "the code 101 is an inspection in one row and not in another")]
    public void A_faulty_line_is_named(string line, string reason) =>
        Assert.Equal([(3, reason)], MeasureClassifier.Parse($"{Header}101,Check,no,2011-01-01,2019-12-31,\n{line}").Errors.Select(error => (error.Line, error.Reason.InEnglish())));

    [Fact]
    public void The_header_is_needed() =>
        Assert.Equal(1, Assert.Single(MeasureClassifier.Parse("101,Check,no,2011-01-01,,").Errors).Line);
}
