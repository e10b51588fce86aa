using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Samples.Tests;

public sealed class SampleSubmissionTests
{
    public static TheoryData<string> Files => [.. SampleFiles.Names];

    private static IEnumerable<Submit> All => SampleFiles.Names.Select(SampleFiles.Read);

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_accepted(string file) => Assert.Empty(SampleFiles.Errors(SampleFiles.Read(file)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Says_by_its_name_what_it_is(string file)
    {
        var submission = SampleFiles.Read(file);
        var territory = submission.Content.Territory == Territory.AllRussian ? "all-russian" : submission.Content.Territory.ToString();

        Assert.Contains($"-{submission.Kind}-{territory}-{submission.Content.Mode}-", file, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Are_of_each_kind_territory_and_mode()
    {
        Assert.True(All.Count() >= 12);
        Assert.Equal(Enum.GetValues<ProfileKind>(), All.Select(each => each.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Territory>(), All.Select(each => each.Content.Territory).Distinct().Order());
        Assert.Equal(Enum.GetValues<ApplicationMode>(), All.Select(each => each.Content.Mode).Distinct().Order());
    }

    [Fact]
    public void Show_what_a_submission_can_hold()
    {
        var indicators = All.SelectMany(each => each.Content.RiskArea.Indicators).ToArray();

        Assert.Equal(Enum.GetValues<IndicatorGroup>(), indicators.Select(each => each.Group).Distinct().Order());
        Assert.Equal(Enum.GetValues<IndicatorOperator>(), indicators.Select(each => each.Operator).OfType<IndicatorOperator>().Distinct().Order());
        Assert.Contains(indicators, each => each.Exclusion);
        Assert.Contains(indicators, each => each.Text is not null);
        Assert.Contains(All, each => each.Content.Measures.Any(measure => measure.InspectionType is not null));
        Assert.Contains(All, each => each.Content.Measures.Any(measure => measure.DependsOn is not null));
        Assert.Contains(All, each => each.Content.RiskArea.Excluded.Authorities.Length > 0);
        Assert.Contains(All, each => each.Note.Methodology is not null);
        Assert.Contains(All, each => each.OtherUnits.Length > 1);
        Assert.Contains(All, each => each.OtherUnits.IsEmpty);
    }
}
