using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Classifiers;

public sealed class ClassifierRulesTests
{
    private static readonly DateOnly today = new(2026, 11, 21);
    private static readonly ClassifierEditions shipped = ClassifierEditions.Shipped;
    private static readonly string codes = shipped.Text(ClassifierName.KindCodes);

    /// <summary>Urgent profiles get 21 instead of 20 from 2027 on.</summary>
    private static readonly string newUrgentCode = codes.Replace("20,Urgent,,2011-01-01,", "20,Urgent,,2011-01-01,2026-12-31\n21,Urgent,,2027-01-01,", StringComparison.Ordinal);

    [Fact]
    public void A_load_says_which_rows_come_and_go()
    {
        var change = Decide(newUrgentCode, seen: 0).Value!;

        Assert.Equal(["20,Urgent,,2011-01-01,2026-12-31", "21,Urgent,,2027-01-01,"], change.Added.AsEnumerable());
        Assert.Equal(["20,Urgent,,2011-01-01,"], change.Removed.AsEnumerable());
        Assert.Equal(newUrgentCode, change.Text);
    }

    [Fact]
    public void A_loaded_edition_takes_the_place_of_one_classifier_alone()
    {
        var load = new ClassifierLoad(1, ClassifierName.KindCodes, newUrgentCode, default, "operator-1", "O. Operator");

        var next = shipped.With(load);

        Assert.Equal("20", next.KindCodes.Find(ProfileKind.Urgent, Territory.Zonal, new(2026, 12, 31)));
        Assert.Equal("21", next.KindCodes.Find(ProfileKind.Urgent, Territory.Zonal, new(2027, 1, 1)));
        Assert.Equal((1, load, null), (next.Revision, next.LoadOf(ClassifierName.KindCodes), next.LoadOf(ClassifierName.Measures)));
        Assert.Equal(shipped.Text(ClassifierName.Measures), next.Text(ClassifierName.Measures));
    }

    [Fact]
    public void A_load_that_was_decided_on_another_revision_is_stale()
    {
        var refusal = Decide(newUrgentCode, seen: 1).Refusal!;

        Assert.Equal(RefusalReason.Stale, refusal.Reason);
        Assert.Contains("you saw revision 1, and they have 0", refusal.Detail.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_rows_again_in_any_order_change_nothing_and_are_not_stale()
    {
        var lines = codes.TrimEnd().Split('\n');

        Assert.True(Decide(string.Join("\r\n", [lines[0], .. lines[1..].Reverse()]), seen: 7).Value!.IsNone);
    }

    [Theory]
    [InlineData("20,Urgent,,2011-01-01,", "20,Urgent,,2011-01-01,2026-12-31", "Urgent and AllRussian", "2027-01-01")]
    [InlineData("20,Urgent,,2011-01-01,", "20,Urgent,,2026-11-22,", "Urgent and AllRussian", "2026-11-21")]
    [InlineData("26,Orientation,Regional,2011-01-01,", "26,Orientation,Regional,2011-01-01,2026-12-31\n28,Orientation,Regional,2027-02-01,", "Orientation and Regional", "2027-01-01")]
    public void Kind_codes_that_leave_a_day_to_come_without_a_code_are_refused(string row, string instead, string profiles, string day)
    {
        var error = Assert.Single(Decide(codes.Replace(row, instead, StringComparison.Ordinal)).Refusal!.Errors);

        Assert.Equal(("", $"A profile that is {profiles} would have no code on {day}; from today on there must be one for every day."), error.InEnglish());
    }

    [Fact]
    public void Days_that_have_passed_may_be_without_a_code() =>
        Assert.False(Decide(codes.Replace("2011-01-01", "2026-11-21", StringComparison.Ordinal)).IsRefused);

    [Fact]
    public void Every_faulty_line_is_named() => Assert.Equal(
        [("/lines/2", "A kind code has two digits."), ("/lines/5", "00 begins the numbers of drafts; no profile has it.")],
        Decide(codes.Replace("11,", "1,", StringComparison.Ordinal).Replace("20,Urgent", "00,Urgent", StringComparison.Ordinal)).Refusal!.Errors.InEnglish());

    [Theory]
    [InlineData(ClassifierName.KindCodes)]
    [InlineData(ClassifierName.Measures)]
    public void A_file_without_rows_and_one_that_is_too_long_are_refused(ClassifierName name)
    {
        var header = shipped.Text(name).Split('\n')[0];

        Assert.Equal("The file has no lines after its header.", Assert.Single(Decide(header, name).Refusal!.Errors).Message.InEnglish());
        Assert.Equal("The file has more than 5000 lines.", Assert.Single(Decide(header + new string('\n', 5001), name).Refusal!.Errors).Message.InEnglish());
    }

    [Fact]
    public void A_name_with_commas_and_quotes_is_read_back_as_it_was_loaded()
    {
        const string row = "198,\"Interview, \"\"open\"\" or not\",no,2011-01-01,,";

        var change = Decide($"{shipped.Text(ClassifierName.Measures)}{row}\n", ClassifierName.Measures).Value!;

        Assert.Equal([row], change.Added.AsEnumerable());
        Assert.Equal("Interview, \"open\" or not", MeasureClassifier.Parse(change.Text).Rows[^1].Name);
    }

    [Theory]
    [InlineData("198,\"Interview,no,2011-01-01,,")]
    [InlineData("198,Inter\"view\",no,2011-01-01,,")]
    [InlineData("198,\"Inter\"view,no,2011-01-01,,")]
    public void A_quote_that_stands_elsewhere_is_a_fault(string row) => Assert.Equal(
        "A quote stands where none may stand, or is not closed.",
        Assert.Single(Decide($"{MeasureClassifier.Header}\n{row}", ClassifierName.Measures).Refusal!.Errors).Message.InEnglish());

    [Fact]
    public void Capacity_is_dated_and_taken_back_by_an_empty_file()
    {
        const string File = $"{PostCapacity.Header}\n10216000,2026-01-01,2026-12-31,40\n10216000,2027-01-01,,55\n10702030,2026-01-01,,0\n";
        var change = Decide(File, ClassifierName.Capacity).Value!;
        Assert.Equal(3, change.Added.Length);

        var known = shipped.With(new ClassifierLoad(1, ClassifierName.Capacity, change.Text, default, "", ""));
        Assert.Equal((40, 55, 0, null), (known.CapacityOf("10216000", new(2026, 12, 31)), known.CapacityOf("10216000", new(2028, 5, 1)), known.CapacityOf("10702030", today), known.CapacityOf("10216000", new(2025, 12, 31))));
        Assert.Null(known.CapacityOf("10000000", today));
        Assert.Equal(change.Text, known.Text(ClassifierName.Capacity));

        var back = ClassifierRules.Decide(known, ClassifierName.Capacity, $"{PostCapacity.Header}\n", today, 1, Ceramics.Authorities).Value!;
        Assert.Equal(3, back.Removed.Length);
    }

    [Fact]
    public void Every_faulty_line_of_a_capacity_is_named()
    {
        var refused = Decide(
            $"{PostCapacity.Header}\n1021600,2026-01-01,,4\n99999999,2026-01-01,,4\n10216000,2026-01-32,,4\n10216000,2026-02-01,2026-01-01,4\n10216000,2026-01-01,,-1\n10216000,2026-01-01,,4\n10216000,2027-01-01,,5\n10216000,2026-01-01\n",
            ClassifierName.Capacity).Refusal!;

        Assert.Equal(["/lines/2", "/lines/3", "/lines/4", "/lines/5", "/lines/6", "/lines/8", "/lines/9"], refused.Errors.Select(error => error.Pointer));
    }

    private static Outcome<ClassifierChange> Decide(string text, ClassifierName name = ClassifierName.KindCodes, long? seen = null) =>
        ClassifierRules.Decide(shipped, name, text, today, seen, Ceramics.Authorities);
}
