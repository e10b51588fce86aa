using RmsOrleans.Grains.Content;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Content;

public sealed class MeasureRulesTests
{
    private static readonly Measure inspection = Ceramics.Content.Measures[0];
    private static readonly Measure check = new("101", "Check of the documents", "All of them.", false);

    [Fact]
    public void At_least_one_is_needed() => Assert.Equal(["/content/measures"], ContentFaults.Of([]).Pointers());

    [Theory]
    [InlineData(100, 0)]
    [InlineData(101, 1)]
    public void There_are_at_most_a_hundred(int count, int errors) => Assert.Equal(errors, ContentFaults.Of([.. Enumerable.Repeat(check, count)]).Length);

    [Theory]
    [InlineData("")]
    [InlineData("1O6")]
    [InlineData("106 ")]
    public void The_classifier_knows_the_code(string code) =>
        Assert.Equal(["/content/measures/0/code"], ContentFaults.Of([inspection with { Code = code }]).Pointers());

    [Fact]
    public void A_code_may_be_one_that_held_at_another_time() => Assert.Empty(ContentFaults.Of([check with { Code = "108" }]));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1 2 0 1 3 2 11")]
    [InlineData("1 2 0 1 03 2 1")]
    [InlineData("1 2 0 1 03 2 111")]
    [InlineData("1 2 0 1 O3 2 11")]
    [InlineData("1.2.0.1.03.2.11")]
    [InlineData(" 1 2 0 1 03 2 11")]
    [InlineData("1 2 0 1 03 2 1١")]
    public void An_inspection_has_a_type_of_seven_parts(string? type) =>
        Assert.Equal(["/content/measures/0/inspectionType"], ContentFaults.Of([inspection with { InspectionType = type }]).Pointers());

    [Fact]
    public void Another_measure_has_no_inspection_type() =>
        Assert.Equal(["/content/measures/0/inspectionType"], ContentFaults.Of([check with { InspectionType = "1 2 0 1 03 2 11" }]).Pointers());

    [Fact]
    public void Description_and_characteristics_are_texts_and_a_note_may_be_empty() =>
        Assert.Equal(
            ["/content/measures/0/description", "/content/measures/0/characteristics"],
            ContentFaults.Of([check with { Description = "", Characteristics = " ", Note = "" }]).Pointers());

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0, 0)]
    [InlineData(37, 0)]
    [InlineData(100, 0)]
    [InlineData(-1, 1)]
    [InlineData(101, 1)]
    public void A_share_is_a_whole_number_of_per_cent(int? share, int errors) =>
        Assert.Equal(Enumerable.Repeat("/content/measures/0/share", errors), ContentFaults.Of([check with { Share = share }]).Pointers());

    [Theory]
    [InlineData("101>106 106")]
    [InlineData("101>102 102>103 103")]
    [InlineData("101>103 102>103 103")]
    [InlineData("101>102 101 102")]
    public void Measures_depend_on_others_of_the_draft(string measures) => Assert.Empty(ContentFaults.Of([.. measures.Split(' ').Select(Dependent)]));

    [Theory]
    [InlineData("101>101", 0)]
    [InlineData("101>106", 0)]
    [InlineData("102 101>10", 1)]
    [InlineData("102 101>", 1)]
    [InlineData("101>102 102>101", 0, 1)]
    [InlineData("101>102 102>103 103>101 104>101", 0, 1, 2)]
    [InlineData("101>102 102>102", 1)]
    [InlineData("101 102>101 101>102", 1, 2)]
    public void A_measure_depends_neither_on_itself_nor_on_nothing_nor_in_a_circle(string measures, params int[] faulty) =>
        Assert.Equal(
            faulty.Select(i => $"/content/measures/{i}/dependsOn"),
            ContentFaults.Of([.. measures.Split(' ').Select(Dependent)]).Pointers());

    private static Measure Dependent(string text) => text.Split('>') switch
    {
        [var code] => Coded(code),
        [var code, var main] => Coded(code) with { DependsOn = main },
        _ => throw new InvalidOperationException($"'{text}' is not a measure and what it depends on."),
    };

    private static Measure Coded(string code) => code == inspection.Code ? inspection : check with { Code = code };
}
