using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Rules.Tests.Classifiers;

/// <summary>A classifier of measures may say how they are applied; one of before does not.</summary>
public sealed class MeasureMarkTests
{
    private const string Row = "106,Inspection,yes,2011-01-01,,note";

    [Fact]
    public void A_file_without_them_reads_as_before_and_writes_as_before()
    {
        var plain = new MeasureClassifier(MeasureClassifier.Parse($"{MeasureClassifier.Header}\n{Row}\n").Whole("measures"));

        Assert.Equal((MeasureClassifier.Header, Row), (plain.HeaderOfRows, plain.Rows[0].ToCsv()));
        Assert.Same(MeasureMarks.None, plain.MarksOf("106"));
    }

    [Fact]
    public void A_file_with_them_comes_back_as_it_was()
    {
        var wide = new MeasureClassifier(MeasureClassifier.Parse($"{MeasureClassifier.WideHeader}\n{Row},yes,no,00 10,yes\n").Whole("measures"));

        Assert.Equal((MeasureClassifier.WideHeader, $"{Row},yes,no,00 10,yes"), (wide.HeaderOfRows, wide.Rows[0].ToCsv()));
        var marks = wide.MarksOf("106");
        Assert.Equal((true, false, "00,10", true), (marks.NeedsAgreement, marks.NeedsPresence, string.Join(',', marks.Moments), marks.SparesLowRisk));
    }

    [Theory]
    [InlineData("maybe,no,,no")]
    [InlineData("no,,,no")]
    [InlineData("no,no,12,no")]
    [InlineData("no,no,,")]
    public void What_is_wrong_with_them_is_told(string marks) => Assert.Single(MeasureClassifier.Parse($"{MeasureClassifier.WideHeader}\n{Row},{marks}\n").Errors);

    [Fact]
    public void Two_rows_of_a_code_have_the_same() =>
        Assert.Single(MeasureClassifier.Parse($"{MeasureClassifier.WideHeader}\n106,A,yes,2011-01-01,2020-12-31,,no,no,,no\n106,B,yes,2021-01-01,,,yes,no,,no\n").Errors);
}
